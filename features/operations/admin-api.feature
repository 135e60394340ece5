Feature: The admin API
  The operator of the hub manages it over HTTP with a bearer token; errors are problem documents.

  Rule: nobody gets in without the token

    Scenario Outline: <method> <path> with <authorization>
      Given the next request carries the header Authorization <authorization>
      When the administrator sends <method> <path>
      Then the answer is a problem with HTTP 401

      Examples:
        | method | path               | authorization                   |
        | GET    | /admin/connections | absent                          |
        | GET    | /admin/agreements  | Bearer wrong                    |
        | GET    | /admin/requests    | Token features-admin-token-4711 |
        | GET    | /admin/requests/stream | absent                      |
        | GET    | /admin/syncs       | Bearer                          |
        | POST   | /admin/connections | Bearer features-admin-token-471 |
        | GET    | /admin/objects/locations | absent                    |

    Scenario: A partner's token is no key
      Given operator ABC
      And the next request carries the header Authorization Bearer {ABC.token}
      When the administrator sends GET /admin/connections
      Then the answer is a problem with HTTP 401

    Scenario: The administrator's token opens no module
      Given operator ABC
      And the next request carries the header Authorization Token features-admin-token-4711
      When ABC sends GET tokens
      Then the answer is HTTP 401

  Rule: bad input is pointed at

    Scenario Outline: A connection where <case>
      When the administrator sends POST /admin/connections with the body <body>
      Then the answer is a problem about the input
      And the problem points at <pointer>

      Examples:
        | case                      | body                                                                      | pointer       |
        | the role is unknown       | {"role":"HUB","country_code":"{cc}","party_id":"ABC","name":"x"}          | /role         |
        | the role is missing       | {"country_code":"{cc}","party_id":"ABC","name":"x"}                       | /role         |
        | the country is no code    | {"role":"CPO","country_code":"NLD","party_id":"ABC","name":"x"}           | /country_code |
        | the party id is too short | {"role":"CPO","country_code":"{cc}","party_id":"AB","name":"x"}           | /party_id     |
        | the name is no text       | {"role":"CPO","country_code":"{cc}","party_id":"ABC","name":7}            | /name         |
        | the URL is none           | {"role":"CPO","country_code":"{cc}","party_id":"ABC","name":"x","versions_url":"here","token":"t"} | /versions_url |

    Scenario Outline: A change of a connection where <case>
      Given operator ABC
      When the administrator sends PATCH /admin/connections/{ABC.connection} with the body <body>
      Then the answer is a problem about the input
      And the problem points at <pointer>

      Examples:
        | case                   | body                              | pointer             |
        | the status is unknown  | {"status":"ASLEEP"}               | /status             |
        | an option is no option | {"options":{"push_as":"nobody"}}  | /options/push_as    |
        | a number is a text     | {"options":{"page_limit":"many"}} | /options/page_limit |
        | a page is empty        | {"options":{"page_limit":0}}      | /options/page_limit |
        | a party is no party    | {"parties":[{"country_code":"{cc}"}]} | /parties/0/party_id |

    Scenario Outline: An agreement where <case>
      Given operator ABC
      And provider EMP
      When the administrator sends POST /admin/agreements with the body <body>
      Then the answer is a problem about the input
      And the problem points at <pointer>

      Examples:
        | case                   | body                                                                                                                                     | pointer     |
        | there is no operator   | {"emsp":{"country_code":"{cc}","party_id":"EMP"}}                                                                                        | /cpo        |
        | a party id is missing  | {"cpo":{"country_code":"{cc}"},"emsp":{"country_code":"{cc}","party_id":"EMP"}}                                                          | /cpo/party_id |
        | a time is none         | {"cpo":{"country_code":"{cc}","party_id":"ABC"},"emsp":{"country_code":"{cc}","party_id":"EMP"},"valid_from":"tomorrow"}                 | /valid_from |

    Scenario: An agreement that ends before it begins
      Given operator ABC
      And provider EMP
      When the administrator sends POST /admin/agreements with body:
        """
        {
          "cpo": {"country_code": "{cc}", "party_id": "ABC"},
          "emsp": {"country_code": "{cc}", "party_id": "EMP"},
          "valid_from": "2026-02-01T00:00:00Z",
          "valid_to": "2026-01-01T00:00:00Z"
        }
        """
      Then the answer is a problem about the input
      And the problem points at /valid_to

    Scenario: A body that is not JSON
      When the administrator sends POST /admin/connections with the body {"role":
      Then the answer is a problem with HTTP 400

    Scenario Outline: <method> <path>
      When the administrator sends <method> <path>
      Then the answer is a problem with HTTP 404

      Examples:
        | method | path                       |
        | GET    | /admin/connections/nobody  |
        | DELETE | /admin/connections/nobody  |
        | POST   | /admin/connections/nobody/rotate |
        | DELETE | /admin/agreements/nothing  |
        | GET    | /admin/syncs/nothing       |
        | GET    | /admin/objects/bookings    |
        | GET    | /admin/nonsense            |

  Rule: nothing is made twice

    Scenario: A connection for a party that has one in that role
      Given operator ABC
      When the administrator sends POST /admin/connections with the body {"role":"CPO","country_code":"{cc}","party_id":"ABC","name":"Twin"}
      Then the answer is a problem with HTTP 409

    Scenario: An agreement of two that have one
      Given operator ABC has an agreement with provider EMP
      When the administrator sends POST /admin/agreements with the body {"cpo":{"country_code":"{cc}","party_id":"ABC"},"emsp":{"country_code":"{cc}","party_id":"EMP"}}
      Then the answer is a problem with HTTP 409

  Rule: what the hub stores can be looked at

    Scenario: Objects of one owner
      Given operator ABC
      And ABC publishes Tariff T1
      And ABC publishes Tariff T2
      When the administrator sends GET /admin/objects/tariffs?country_code={cc}&party_id=ABC
      Then the answer is HTTP 200
      And the answer's text holds "T1"
      And the answer's text holds "T2"

    Scenario: A page of them
      Given operator ABC
      And ABC publishes Tariff T1
      And ABC publishes Tariff T2
      When the administrator sends GET /admin/objects/tariffs?country_code={cc}&party_id=ABC&offset=1&limit=1
      Then the answer's text holds "T2"
      But the answer's text does not hold "T1"

  Rule: the API describes itself

    Scenario: The OpenAPI document
      When the administrator sends GET /admin/openapi.json
      Then the answer is HTTP 200
      And the body has a path /admin/connections
      And the body has a path /admin/agreements/{id}
      And the body has a path /admin/requests

  Rule: health and metrics need no token

    Scenario Outline: GET <path>
      Given the next request carries no Authorization header
      When the administrator sends GET <path>
      Then the answer is HTTP 200

      Examples:
        | path          |
        | /health/live  |
        | /health/ready |
        | /health       |
        | /metrics      |

    Scenario: Metrics are in Prometheus' format
      Given operator ABC
      And ABC publishes the Location
      When the administrator sends GET /metrics
      Then the answer is HTTP 200
      And the answer is in Prometheus' text format
      And no token appears in the answer
