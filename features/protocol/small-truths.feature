Feature: What a refusal says

  Whoever builds an interface reads the status message, and nothing else.

  Rule: what is unknown is named, and nothing that is known

    @LOC-15 @TRANS-47
    Scenario Outline: <method> <path>
      Given operator ABC
      And ABC publishes the Location
      When ABC sends <method> locations/{cc}/ABC/<path> with the body {"amperage":32}
      Then the answer is HTTP 404 with status code 2003
      And the status message names "unknown <what>"

      Examples:
        | method | path         | what           |
        | PATCH  | NONE         | location NONE  |
        | PATCH  | NONE/EVSE1/1 | location NONE  |
        | PATCH  | LOC1/NONE/1  | evse LOC1/NONE |
        | PATCH  | LOC1/EVSE1/9 | connector LOC1/EVSE1/9 |
        | PUT    | LOC1/NONE/1  | evse LOC1/NONE |
        | GET    | LOC1/NONE/1  | evse LOC1/NONE |
        | GET    | NONE/EVSE1/1 | location NONE  |

    @TOK-08
    Scenario: A type of a Token that there is not
      Given provider EMP
      And EMP publishes the Token
      When EMP tries GET, DELETE and PATCH on tokens/{cc}/EMP/TOK1?type=BOGUS
      Then the status message names "?type"
      And the status message names "RFID"

  Rule: what is no path says which there are

    @TRANS-21
    Scenario: With whatever method
      Given operator ABC
      When ABC tries GET, PUT, POST and DELETE on /ocpi/emsp/2.1.1/nonsense
      Then every answer is HTTP 404 with status code 2001
      And the status message names "/ocpi/emsp/2.1.1 lists the endpoints there are"

    @TRANS-21 @VER-13
    Scenario: A module that is switched off is no path, with whatever method
      Given EMP has been invited as provider
      And EMP offers no chargingprofiles
      And EMP registers
      When EMP tries GET, PUT, POST and DELETE on /ocpi/cpo/2.1.1/chargingprofiles/SES1
      Then every answer is HTTP 404 with status code 2001

    @TRANS-21
    Scenario: HEAD is GET without the body
      Given operator ABC
      And ABC publishes the Location
      When ABC sends HEAD locations/{cc}/ABC/LOC1
      Then the answer is HTTP 200
      When ABC sends HEAD locations/{cc}/ABC/NONE
      Then the answer is HTTP 404
      When ABC sends HEAD /ocpi/emsp/2.1.1/nonsense
      Then the answer is HTTP 404

    @TRANS-21
    Scenario Outline: <method> <path> leads to where OCPI begins
      Given operator ABC
      When ABC sends <method> <path>
      Then the answer is HTTP 404 with status code 2001
      And the status message names "/ocpi/emsp/versions for a CPO"

      Examples:
        | method | path                     |
        | GET    | /ocpi/2.1.1/locations    |
        | GET    | /ocpi/emsp/2.2/locations |
        | POST   | /ocpi/nonsense           |
        | GET    | /emsp/versions           |

    @TRANS-21
    Scenario Outline: <method> <path> is offered elsewhere
      Given provider EMP
      When EMP sends <method> <path> with the body {}
      Then the answer is HTTP 405 with status code 2000
      And the status message names "<offered>"

      Examples:
        | method | path      | offered                                                                  |
        | POST   | tokens    | GET, PUT, PATCH /ocpi/cpo/2.1.1/tokens/{country_code}/{party_id}/{id}      |
        | PUT    | tokens    | GET, PUT, PATCH /ocpi/cpo/2.1.1/tokens/{country_code}/{party_id}/{id}      |
        | PUT    | locations | offered: GET                                                             |
        | POST   | /ocpi/cpo/versions | /ocpi/cpo/2.1.1 lists the endpoints                             |

  Rule: what was meant for another place is told so

    @TRANS-22
    Scenario Outline: <method> <path> with an object inside data
      Given operator ABC
      When ABC sends <method> <path> with the body <body>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "the body of a request is the object itself"

      Examples:
        | method | path                    | body                                                           |
        | PUT    | locations/{cc}/ABC/LOC1 | {"data":{"id":"LOC1"}}                                         |
        | PATCH  | locations/{cc}/ABC/LOC1 | {"data":{"name":"x"},"status_code":1000}                       |
        | POST   | cdrs                    | {"data":{"id":"CDR1"},"status_code":1000,"timestamp":"now"}    |
        | PUT    | credentials             | {"data":{"token":"x"}}                                         |

    @ROUTE-32
    Scenario: The owner in the path of the sender's side
      Given provider EMP has an agreement with operator ABC
      And ABC publishes the Location
      When EMP sends GET locations/{cc}/ABC/LOC1
      Then the answer is HTTP 200 with status code 2001
      And the status message names "this side's path is locations/{id}"

    @CRED-18 @CRED-22
    Scenario Outline: Credentials with the URL <what>
      Given ABC has been invited as operator
      When ABC posts its credentials, where url is "<url>"
      Then the answer is HTTP 200 with status code <code>
      And the status message names "<words>"

      Examples:
        | what                             | url                          | code | words                                         |
        | of the hub's own versions        | {hub}/ocpi/emsp/versions     | 2001 | must be your own versions URL                 |
        | of its details                   | {ABC.url}/ocpi/2.1.1         | 3001 | is the details of one: give the URL of the list |
        | of a port that speaks plain http | https://127.0.0.1:{ABC.port}/ocpi/versions | 3001 | is https spoken there?          |

    @CRED-22
    Scenario: Credentials of OCPI 2.2
      Given ABC has been invited as operator
      When ABC posts its credentials, where roles is [{"role":"CPO"}]
      Then the answer is HTTP 200 with status code 2001
      And the status message names "/roles: is of OCPI 2.2"
