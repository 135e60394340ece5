Feature: Authentication, envelope and status codes
  Every request carries a token, every answer is an envelope, and problems are told by the status code.

  Rule: who has no valid token gets HTTP 401

    @TRANS-01 @TRANS-02 @TRANS-03 @TRANS-04
    Scenario Outline: A request with <case>
      Given operator ABC
      And the next request carries the header Authorization <authorization>
      When ABC sends GET locations/{cc}/ABC/LOC1
      Then the answer is HTTP 401 with status code 2000
      And the answer is an OCPI envelope

      Examples:
        | case                 | authorization             |
        | no token at all      | absent                    |
        | a token nobody has   | Token 0badc0de-nobody     |
        | the Bearer scheme    | Bearer {ABC.token}        |
        | the Basic scheme     | Basic {ABC.token}         |
        | the token alone      | {ABC.token}               |
        | an empty token       | Token                     |
        | the token in Base64  | Token {ABC.token.base64}  |
        | more than the token  | Token {ABC.token} x       |

    @TRANS-78
    Scenario: Several blanks between Token and the token
      Given operator ABC
      And the next request carries the header Authorization Token  {ABC.token}
      When ABC sends GET tokens
      Then the answer is HTTP 200 with status code 1000
      Given the next request carries the header Authorization token     {ABC.token}
      When ABC sends GET tokens
      Then the answer is HTTP 200 with status code 1000

    @TRANS-01
    Scenario: The hub writes the token as it was exchanged
      Given operator ABC has an agreement with provider EMP
      When ABC publishes the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And that request carries the header Authorization Token {EMP.tokenFromHub}

    @TRANS-05 @TRANS-06
    Scenario: No two partners share a token
      When ABC has been invited as operator
      And EMP has been invited as provider
      Then the tokens of ABC and EMP differ and are printable

    @TRANS-05
    Scenario: The token alone says who is asking
      Given operators ABC and XYZ
      And the next request carries the token of XYZ
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 404 with status code 2003

    @TRANS-07
    Scenario Outline: An invitation opens nothing but the handshake: <path>
      Given <partner> has been invited as <role>
      When <partner> sends GET <path>
      Then the answer is HTTP 401 with status code 2000

      Examples:
        | partner | role     | path                                   |
        | ABC     | operator | locations/{cc}/ABC/LOC1                |
        | ABC     | operator | tokens                                 |
        | EMP     | provider | locations                              |
        | EMP     | provider | sessions?date_from=2025-01-01T00:00:00Z |
        | EMP     | provider | tokens/{cc}/EMP/TOK1                   |

    @TRANS-07
    Scenario Outline: An invitation opens the handshake: <path>
      Given ABC has been invited as operator
      When ABC sends GET <path>
      Then the answer is HTTP 200 with status code 1000

      Examples:
        | path                |
        | /ocpi/emsp/versions |
        | /ocpi/emsp/2.1.1    |
        | credentials         |

    @HUB-17 @TRANS-05
    Scenario Outline: A token opens the interface of its own role only: <partner> on <path>
      Given operator ABC has an agreement with provider EMP
      When <partner> sends GET <path>
      Then the answer is HTTP 401 with status code 2000

      Examples:
        | partner | path                                     |
        | ABC     | /ocpi/cpo/2.1.1/locations                |
        | ABC     | /ocpi/cpo/2.1.1/credentials              |
        | ABC     | /ocpi/cpo/versions                       |
        | EMP     | /ocpi/emsp/2.1.1/tokens                  |
        | EMP     | /ocpi/emsp/2.1.1/locations/{cc}/ABC/LOC1 |
        | EMP     | /ocpi/emsp/versions                      |

  Rule: every answer is an envelope, sent as JSON

    @TRANS-09 @TRANS-15
    Scenario Outline: <case>
      Given operator ABC
      When ABC sends <request>
      Then the answer is HTTP <http>
      And the answer is an OCPI envelope

      Examples:
        | case                  | request                                          | http |
        | A list                | GET tokens                                       | 200  |
        | An invalid parameter  | GET tokens?limit=0                               | 200  |
        | An unknown object     | GET locations/{cc}/ABC/NOWHERE                   | 404  |
        | An unknown path       | GET /ocpi/emsp/2.1.1/nonsense                    | 404  |
        | A method that is n/a  | DELETE locations/{cc}/ABC/LOC1                   | 405  |
        | A body that is no JSON | PUT locations/{cc}/ABC/LOC1 with the body {"id" | 400  |
        | An invalid object     | PUT locations/{cc}/ABC/LOC1 with the body {}     | 200  |

    @TRANS-10
    Scenario Outline: A body sent as <type> is read
      Given operator ABC
      And the next request carries the header Content-Type <type>
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 201 with status code 1000

      Examples:
        | type                            |
        | application/json                |
        | application/json; charset=utf-8 |
        | application/json;charset=UTF-8  |
        | Application/JSON                |

    @TRANS-10
    Scenario: The hub sends bodies as JSON
      Given operator ABC has an agreement with provider EMP
      When ABC publishes the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And that request's Content-Type is JSON

    @TRANS-11
    Scenario: A list answers with an array
      Given provider EMP
      When EMP sends GET locations
      Then the answer is HTTP 200 with status code 1000
      And the data is a list of 0 objects

    @TRANS-11
    Scenario: A single object answers with an object
      Given operator ABC
      And ABC publishes the Location
      When ABC sends GET locations/{cc}/ABC/LOC1
      Then the data is an object

    @TRANS-13
    Scenario Outline: A push is answered without data: <request>
      Given operator ABC
      And ABC publishes the Location
      And ABC publishes the Tariff
      When ABC sends <request>
      Then the answer is a success
      And the answer has no data

      Examples:
        | request                                                          |
        | PUT locations/{cc}/ABC/LOC1 with the Location                    |
        | PATCH locations/{cc}/ABC/LOC1 with the body {"name":"Harbour"}   |
        | PUT locations/{cc}/ABC/LOC1/EVSE1 with the EVSE                  |
        | PUT tariffs/{cc}/ABC/TAR1 with the Tariff                        |
        | DELETE tariffs/{cc}/ABC/TAR1                                     |

  Rule: problems are told by the status code, HTTP errors are few

    @TRANS-16
    Scenario Outline: A body that is not JSON: <body>
      Given operator ABC
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the body <body>
      Then the answer is HTTP 400 with status code 2000

      Examples:
        | body           |
        | {"id":"LOC1"   |
        | {'id':'LOC1'}  |
        | <location/>    |
        | {"id":"LOC1"}} |

    @TRANS-14 @TRANS-17 @TRANS-22 @TRANS-25
    Scenario Outline: An invalid Location: <case>
      Given operator ABC
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where <field> is <value>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<name>"

      Examples:
        | case                     | field                             | value                    | name         |
        | a field is missing       | address                           | absent                   | address      |
        | a type is wrong          | city                              | 12                       | city         |
        | a text is too long       | postal_code                       | "12345678901"            | postal_code  |
        | an enum value is unknown | type                              | "ROOFTOP"                | type         |
        | a deep field is missing  | evses.0.connectors.1.last_updated | absent                   | last_updated |
        | a deep enum is unknown   | evses.1.status                    | "BROKEN"                 | status       |

    @TRANS-14 @TRANS-17 @TRANS-22
    Scenario Outline: Valid JSON that is no object: <body>
      Given operator ABC
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the body <body>
      Then the answer is HTTP 200 with status code 2001

      Examples:
        | body            |
        | null            |
        | 12              |
        | "LOC1"          |
        | []              |
        | [{"id":"LOC1"}] |
        | {}              |

    @TRANS-14 @TRANS-22 @TRANS-34
    Scenario Outline: A bad query parameter: <query>
      Given provider EMP
      When EMP sends GET locations?<query>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<name>"

      Examples:
        | query                              | name      |
        | offset=-1                          | offset    |
        | offset=1.5                         | offset    |
        | offset=one                         | offset    |
        | limit=0                            | limit     |
        | limit=-5                           | limit     |
        | limit=2.5                          | limit     |
        | limit=many                         | limit     |
        | date_from=yesterday                | date_from |
        | date_from=2025-13-01T00:00:00Z     | date_from |
        | date_to=2025-01-01T00:00:00%2B01:00 | date_to  |
        | date_to=soon                       | date_to   |

    @TRANS-18 @TRANS-25
    Scenario Outline: Nothing there: <request>
      Given operator ABC has an agreement with provider EMP
      When <partner> sends <request>
      Then the answer is HTTP 404 with status code <code>

      Examples:
        | partner | request                                                | code |
        | ABC     | GET locations/{cc}/ABC/NOWHERE                         | 2003 |
        | ABC     | GET locations/{cc}/ABC/NOWHERE/EVSE1                   | 2003 |
        | ABC     | PATCH locations/{cc}/ABC/NOWHERE with the body {"name":"x"} | 2003 |
        | ABC     | GET sessions/{cc}/ABC/NOWHERE                          | 2001 |
        | ABC     | PATCH sessions/{cc}/ABC/NOWHERE with the body {"kwh":1} | 2001 |
        | ABC     | GET tariffs/{cc}/ABC/NOWHERE                           | 2001 |
        | ABC     | DELETE tariffs/{cc}/ABC/NOWHERE                        | 2001 |
        | ABC     | GET cdrs/NOWHERE                                       | 2001 |
        | EMP     | GET tokens/{cc}/EMP/NOBODY                             | 2001 |
        | EMP     | PATCH tokens/{cc}/EMP/NOBODY with the body {"valid":false} | 2001 |
        | ABC     | GET /ocpi/emsp/2.1.1/nonsense                          | 2001 |
        | ABC     | GET /ocpi/emsp/9.9                                     | 2001 |
        | EMP     | GET /ocpi/cpo/2.1.1/nonsense/1                         | 2001 |

    @TRANS-19
    Scenario Outline: What creates is answered 201, what changes 200: <object>
      Given operator ABC
      When ABC sends PUT <path> with <object>
      Then the answer is HTTP 201 with status code 1000
      When ABC sends PUT <path> with <object>
      Then the answer is HTTP 200 with status code 1000
      When ABC sends PATCH <path> with the body {"last_updated":"2025-03-02T00:00:00Z"}
      Then the answer is HTTP 200 with status code 1000

      Examples:
        | object       | path                    |
        | the Location | locations/{cc}/ABC/LOC1 |
        | the Tariff   | tariffs/{cc}/ABC/TAR1   |

    @TRANS-21
    Scenario Outline: A method that a module marks n/a: <partner> <request>
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When <partner> sends <request>
      Then the answer is HTTP 405 with status code 2000
      And EMP lists the Location

      Examples: on the eMSP interface
        | partner | request                                  |
        | ABC     | DELETE locations/{cc}/ABC/LOC1           |
        | ABC     | DELETE locations/{cc}/ABC/LOC1/EVSE1/1   |
        | ABC     | POST tariffs/{cc}/ABC/TAR1 with the Tariff |
        | ABC     | DELETE tokens                            |

      Examples: on the CPO interface
        | partner | request                              |
        | EMP     | PUT locations/LOC1 with the body {}  |
        | EMP     | DELETE tokens/{cc}/EMP/TOK1          |
        | EMP     | GET commands/START_SESSION           |

    @TRANS-21
    Scenario Outline: A method that versions do not know: <method> <path>
      Given operator ABC
      When ABC sends <method> <path>
      Then the answer is HTTP 405 with status code 2000

      Examples:
        | method | path                |
        | POST   | /ocpi/emsp/versions |
        | DELETE | /ocpi/emsp/2.1.1    |

  Rule: as a client the hub decides by the status code

    @TRANS-12 @TRANS-24
    Scenario Outline: A refusal is relayed, whatever its data: <data>
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT locations with the body {"status_code":<code>,"status_message":"no, thanks",<data>"timestamp":"2025-03-01T08:00:00Z"}
      And the next request is addressed to EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 200 with status code <code>
      And the status message names "no, thanks"

      Examples:
        | code | data              |
        | 2001 |                   |
        | 2000 | "data":null,      |
        | 3000 | "data":[],        |
        | 2042 | "data":"sorry",   |
        | 3999 | "data":{"why":1}, |

    @TRANS-20 @TRANS-24
    Scenario Outline: HTTP <http> with status code <code> is a success
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT locations with HTTP <http> and status code <code>
      And the next request is addressed to EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP <http> with status code <code>

      Examples:
        | http | code |
        | 200  | 1000 |
        | 201  | 1000 |
        | 200  | 1001 |
        | 201  | 1999 |
