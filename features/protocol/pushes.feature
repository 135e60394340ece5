Feature: PUT, PATCH and DELETE of objects that the sender owns
  The owner pushes its objects to an address under its own country code and party id.

  Rule: PUT replaces, PATCH changes what it names

    @TRANS-44 @HUB-20
    Scenario Outline: A PUT without <field> stores nothing
      Given operator ABC
      When ABC sends PUT <path> with <object>, without <field>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<field>"
      When ABC sends GET <path>
      Then the answer is HTTP 404

      Examples:
        | object       | path                    | field        |
        | the Location | locations/{cc}/ABC/LOC1 | city         |
        | the Location | locations/{cc}/ABC/LOC1 | last_updated |
        | the Tariff   | tariffs/{cc}/ABC/TAR1   | currency     |
        | the Tariff   | tariffs/{cc}/ABC/TAR1   | elements     |

    @TRANS-45
    Scenario: What a PUT leaves out is gone
      Given operator ABC
      And ABC publishes the Location
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, without time_zone
      And ABC sends GET locations/{cc}/ABC/LOC1
      Then the data has no time_zone

    @TRANS-46
    Scenario: What a PATCH does not name stays
      Given operator ABC
      And ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1 with the body {"city":"Delft","last_updated":"2025-03-02T00:00:00Z"}
      And ABC sends GET locations/{cc}/ABC/LOC1
      Then the data has:
        | city         | Delft                |
        | last_updated | 2025-03-02T00:00:00Z |
        | postal_code  | 3011 AA              |
        | evses.1.uid  | EVSE2                |
        | time_zone    | Europe/Amsterdam     |

    @TRANS-47
    Scenario: A PATCH creates nothing
      Given operator ABC
      When ABC sends PATCH tariffs/{cc}/ABC/TAR1 with the Tariff
      Then the answer is HTTP 404 with status code 2001
      When ABC sends GET tariffs/{cc}/ABC/TAR1
      Then the answer is HTTP 404

    @TRANS-48 @HUB-28
    Scenario: A receiver that does not know the object gets it whole
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP has received the Location
      And EMP answers PATCH locations with HTTP 404 and status code 2003
      When ABC sets EVSE EVSE1 of LOC1 to CHARGING
      Then EMP has received PUT locations/{cc}/ABC/LOC1 2 times
      And its body has:
        | evses.0.status | CHARGING  |
        | evses.1.status | AVAILABLE |

    @TRANS-76
    Scenario Outline: A receiver that refuses a change by <refusal>, and shows <shown>
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP has received the Location
      And EMP refuses to change locations/{cc}/ABC/LOC1 by <refusal>, and shows <shown>
      When ABC sends PATCH locations/{cc}/ABC/LOC1 with the body {"name":"Changed","last_updated":"2025-03-02T08:00:00Z"}
      Then EMP has received PATCH locations/{cc}/ABC/LOC1
      And EMP has looked at locations/{cc}/ABC/LOC1 <looks>, and then received PUT <puts>

      Examples:
        | refusal                       | shown       | looks | puts  |
        | HTTP 404                      | nothing     | never | once  |
        | HTTP 404, HTTP 307            | what it was | never | once  |
        | status code 2003              | what it was | never | once  |
        | HTTP 404 and status code 2001 | the change  | never | once  |
        | status code 2000              | nothing     | once  | once  |
        | HTTP 405 and status code 2000 | what it was | once  | once  |
        | status code 2002              | what it was | once  | once  |
        | status code 2010              | the change  | once  | never |

    @TRANS-49 @HUB-20
    Scenario Outline: A PATCH that would spoil the object changes nothing: <body>
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1 with the body <body>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<name>"
      And EMP lists the Location
      And EMP has received no PATCH locations/{cc}/ABC/LOC1

      Examples:
        | body                                      | name        |
        | {"city":null}                             | city        |
        | {"city":12}                               | city        |
        | {"country":"XX"}                          | country     |
        | {"coordinates":{"latitude":"51.000000"}}  | longitude   |
        | {"evses":[{"uid":"EVSE9"}]}               | evses       |
        | {"last_updated":"2025-03-02 10:00"}       | last_updated |

    @TRANS-50
    Scenario: A list in a PATCH replaces the list, an object the object
      Given operator ABC
      And ABC publishes the Location
      And ABC sends PATCH locations/{cc}/ABC/LOC1 with the body {"facilities":["HOTEL","CAFE"],"operator":{"name":"One","website":"https://one.example"}}
      When ABC sends PATCH locations/{cc}/ABC/LOC1 with the body {"facilities":["WIFI"],"operator":{"name":"Two"}}
      And ABC sends GET locations/{cc}/ABC/LOC1
      Then the data has:
        | facilities | ["WIFI"]       |
        | operator   | {"name":"Two"} |

    @TRANS-51
    Scenario: null in a PATCH clears an optional field
      Given operator ABC
      And ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1 with the body {"name":null}
      Then the answer is HTTP 200 with status code 1000
      When ABC sends GET locations/{cc}/ABC/LOC1
      Then the data has nothing at name

    @TRANS-52 @TRANS-53 @HUB-04
    Scenario: A PATCH without last_updated gets the time of receipt, also when it travels on
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1 with the body {"name":"Pier 7"}
      Then the answer is HTTP 200 with status code 1000
      And EMP has received PATCH locations/{cc}/ABC/LOC1
      And its last_updated is a time since the request
      When ABC sends GET locations/{cc}/ABC/LOC1
      Then the last_updated of the data is a time since the request

  Rule: an address is endpoint, country code, party id and object id, with one slash between

    @TRANS-54 @VER-06 @HUB-22
    Scenario Outline: A partner whose endpoint is <endpoint>
      Given operator ABC
      And EMP has been invited as provider
      And EMP offers tariffs at <endpoint>
      And EMP registers
      And the agreement of ABC and EMP is made
      When ABC publishes the Tariff
      Then EMP has received PUT tariffs/{cc}/ABC/TAR1
      And that request's URL is "<url>"

      Examples:
        | endpoint              | url                                  |
        | /tariffs              | /tariffs/{cc}/ABC/TAR1               |
        | /tariffs/             | /tariffs/{cc}/ABC/TAR1               |
        | /a/b%20c/price-lists/ | /a/b%20c/price-lists/{cc}/ABC/TAR1   |

    @TRANS-54
    Scenario Outline: The hub takes <path>
      Given operator ABC
      And ABC publishes the Location
      When ABC sends GET <path>
      Then the answer is HTTP 200 with status code 1000

      Examples:
        | path                                      |
        | locations/{cc}/ABC/LOC1                   |
        | locations/{cc}/ABC/LOC1/                  |
        | /ocpi/emsp/versions/                      |
        | /ocpi/emsp/2.1.1/                         |
        | /ocpi/emsp/2.1.1/tokens/?limit=1          |

    @TRANS-54
    Scenario Outline: <path>, as a client writes it that expects every endpoint to end with a slash
      Given operator ABC
      And ABC publishes the Location
      When ABC sends <method> /ocpi/emsp/2.1.1/<path> with the body <body>
      Then the answer is HTTP 200 with status code 1000
      When ABC sends GET locations/{cc}/ABC/LOC1
      Then the data has name "Pier 9"
      And the trace of ABC tells "a slash was missing between the endpoint and what follows it"

      Examples:
        | method | path                       | body              |
        | PATCH  | locations{cc}/ABC/LOC1     | {"name":"Pier 9"} |
        | PATCH  | /locations{cc}/ABC//LOC1/  | {"name":"Pier 9"} |

    @TRANS-54
    Scenario Outline: No endpoint begins like <path>
      Given operator ABC
      When ABC sends GET /ocpi/emsp/2.1.1/<path>
      Then the answer is HTTP 404 with status code 2001

      Examples:
        | path                  |
        | locationsx            |
        | location/{cc}/ABC/L   |
        | xlocations{cc}/ABC/L  |

    @TRANS-55
    Scenario Outline: <method> <path> with another id in the body
      Given operator ABC
      And ABC publishes the Location
      And ABC publishes the Tariff
      When ABC sends <method> <path> with <object>, where <field> is "OTHER"
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<field>"

      Examples:
        | method | path                            | object        | field |
        | PUT    | locations/{cc}/ABC/LOC1         | the Location  | id    |
        | PATCH  | locations/{cc}/ABC/LOC1         | the Location  | id    |
        | PUT    | locations/{cc}/ABC/LOC1/EVSE1   | the EVSE      | uid   |
        | PATCH  | locations/{cc}/ABC/LOC1/EVSE1   | the EVSE      | uid   |
        | PUT    | locations/{cc}/ABC/LOC1/EVSE1/1 | the Connector | id    |
        | PUT    | tariffs/{cc}/ABC/TAR1           | the Tariff    | id    |
        | PUT    | sessions/{cc}/ABC/SES1          | the Session   | id    |

    @TRANS-56 @HUB-16
    Scenario Outline: Under a party that is not the sender's own: <method> <path>
      Given operators ABC and XYZ
      And XYZ publishes the Tariff
      When ABC sends <method> <path>
      Then the answer is HTTP 404 with status code 2001

      Examples:
        | method | path                  |
        | GET    | tariffs/{cc}/XYZ/TAR1 |
        | DELETE | tariffs/{cc}/XYZ/TAR1 |
        | GET    | tariffs/{cc}/QQQ/TAR1 |
        | DELETE | tariffs/QQ/ABC/TAR1   |

    @TRANS-56 @HUB-16
    Scenario: A push under a foreign party is neither stored nor passed on
      Given operator XYZ has an agreement with provider EMP
      And operator ABC has an agreement with provider EMP
      When ABC sends PUT locations/{cc}/XYZ/LOC1 with the Location
      Then the answer is HTTP 404 with status code 2003
      And EMP lists no Location
      And EMP has received no PUT locations/{cc}/XYZ/LOC1

    @TRANS-57
    Scenario Outline: The id <id>
      Given operator ABC has an agreement with provider EMP
      When ABC sends PUT tariffs/{cc}/ABC/<escaped> with the Tariff, where id is "<id>"
      Then the answer is HTTP 201 with status code 1000
      When ABC sends GET tariffs/{cc}/ABC/<escaped>
      Then the data has id "<id>"
      And EMP has received PUT "tariffs/{cc}/ABC/<id>"
      And that request's path has 7 segments

      Examples:
        | id          | escaped         |
        | NL*ABC*T1   | NL*ABC*T1       |
        | NL*ABC*T2   | NL%2AABC%2AT2   |
        | night#2     | night%232       |
        | day rate    | day%20rate      |
        | a/b         | a%2Fb           |
        | 100%        | 100%25          |
        | what?       | what%3F         |
        | a+b         | a+b             |

    @TRANS-58
    Scenario: Country code and party id are read without regard to case and written in upper case
      Given operator ABC has an agreement with provider EMP
      When ABC sends PUT tariffs/{cc.lower}/abc/TAR1 with the Tariff
      Then the answer is HTTP 201 with status code 1000
      And EMP has received PUT tariffs/{cc}/ABC/TAR1
      When ABC sends GET tariffs/{cc}/ABC/TAR1
      Then the answer is HTTP 200 with status code 1000

    @TRANS-59
    Scenario: Other ids differ by case
      Given operator ABC has an agreement with provider EMP
      When ABC sends PUT tariffs/{cc}/ABC/night with the Tariff, where id is "night"
      And ABC sends PUT tariffs/{cc}/ABC/NIGHT with the Tariff, where id is "NIGHT"
      Then the answer is HTTP 201 with status code 1000
      And EMP lists 2 Tariffs
