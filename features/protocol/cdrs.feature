Feature: CDRs
  Operators post charge detail records on the eMSP interface, providers list those of their drivers on the CPO interface.

  Background:
    Given operator ABC has an agreement with provider EMP
    And EMP publishes the Token

  Rule: a posted CDR is stored for good, at a URL of the hub

    @CDR-03 @CDR-04 @CDR-05 @ROUTE-28 @HUB-32 @HUB-25 @HUB-07
    Scenario: A new CDR
      Given EMP answers POST cdrs with HTTP 201 and status code 1000
      When ABC sends POST cdrs with the CDR
      Then the answer is HTTP 201 with status code 1000
      And the header Location is a URL of the hub
      And EMP has received POST cdrs
      And EMP has received the CDR
      And I keep the header Location as cdr
      And ABC sends GET {cdr}
      And the answer is HTTP 200 with status code 1000
      And the data is the CDR

    @CDR-06
    Scenario: A URL that was never handed out
      Given ABC sends POST cdrs with the CDR
      And I keep the header Location as cdr
      When ABC sends GET {cdr}X
      Then the answer is HTTP 404 with status code 2001

    @CDR-05 @TRANS-57
    Scenario: An id with special characters
      Given ABC sends POST cdrs with the CDR, where id is "NL*ABC 1/2#3"
      And I keep the header Location as cdr
      When ABC sends GET {cdr}
      Then the data has id "NL*ABC 1/2#3"

    @HUB-19 @HUB-16 @ROUTE-28
    Scenario Outline: The URL opens for the operator that posted the CDR: <partner> gets HTTP <http>
      Given operator XYZ has an agreement with provider EMP
      And ABC sends POST cdrs with the CDR
      And I keep the header Location as cdr
      When <partner> sends GET {cdr}
      Then the answer is HTTP <http>
      And the answer has no data

      Examples:
        | partner | http |
        | XYZ     | 404  |
        | EMP     | 401  |

    @CDR-02 @TRANS-21
    Scenario: On the eMSP interface there is POST, and GET of that URL
      Given ABC sends POST cdrs with the CDR
      And I keep the header Location as cdr
      When ABC tries PUT, PATCH and DELETE on cdrs
      Then every answer is HTTP 405 with status code 2000
      When ABC tries PUT, PATCH, POST and DELETE on {cdr}
      Then every answer is HTTP 405 with status code 2000
      And EMP lists the CDR

    @CDR-12 @HUB-32
    Scenario Outline: The provider answers with <header>
      Given EMP answers POST cdrs with status code 1000
      And EMP's answers carry:
        | <name> | <value> |
      When ABC sends CDR C1
      And ABC sends CDR C2
      Then EMP has received CDR C1
      And EMP has received CDR C2
      And the delivery to EMP is LIVE

      Examples:
        | header              | name     | value       |
        | no Location         | X-Powered | by         |
        | a relative Location | Location | cdrs/1      |
        | a Location that is none | Location | ://     |

  Rule: a CDR does not change

    @CDR-09
    Scenario: Posted again
      Given ABC sends POST cdrs with the CDR
      And I keep the header Location as cdr
      When ABC sends POST cdrs with the CDR
      Then the answer is a success
      And the answer carries the header Location {cdr}
      And EMP lists 1 CDR
      And EMP has received POST cdrs 1 time

    @CDR-10
    Scenario Outline: Posted again with another <field>
      Given ABC sends POST cdrs with the CDR
      When ABC sends POST cdrs with the CDR, where <field> is <value>
      Then the answer is HTTP 200 with status code 2001
      And EMP lists the CDR
      And EMP has received POST cdrs 1 time

      Examples:
        | field        | value                |
        | total_cost   | 99.5                 |
        | remark       | corrected            |
        | last_updated | 2025-03-02T00:00:00Z |

    @CDR-11
    Scenario: The same id in another case, the same content
      Given ABC sends POST cdrs with the CDR
      And I keep the header Location as cdr
      When ABC sends POST cdrs with the CDR, where id is "cdr1"
      Then the answer is a success
      And the answer carries the header Location {cdr}
      And EMP lists 1 CDR

    @CDR-11 @CDR-10
    Scenario: The same id in another case, another content
      Given ABC sends POST cdrs with the CDR
      When ABC sends POST cdrs with the CDR, where:
        | id         | "cdr1" |
        | total_cost | 99.5   |
      Then the answer is HTTP 200 with status code 2001
      And EMP lists 1 CDR

    @CDR-11 @HUB-08
    Scenario: The same id of another operator
      Given operator XYZ has an agreement with provider EMP
      And ABC sends POST cdrs with the CDR
      And I keep the header Location as first
      When XYZ sends POST cdrs with the CDR
      Then the answer is HTTP 201 with status code 1000
      And EMP lists 2 CDRs
      When ABC sends GET {first}
      Then the data is ABC's CDR

  Rule: one CDR a request, and all of it

    @CDR-07
    Scenario Outline: The body <body>
      When ABC sends POST cdrs with the body <body>
      Then the answer is HTTP 200 with status code 2001
      And EMP lists no CDR

      Examples:
        | body         |
        | []           |
        | [{"id":"1"}] |
        | "CDR1"       |
        | null         |

    @CDR-08 @CDR-13 @TRANS-44 @HUB-20
    Scenario: A CDR that lacks something is not stored
      When ABC sends POST cdrs with the CDR, each time without one of:
        | id                                   | start_date_time                        |
        | stop_date_time                       | auth_id                                |
        | auth_method                          | location                               |
        | currency                             | charging_periods                       |
        | total_cost                           | total_energy                           |
        | total_time                           | last_updated                           |
        | location.coordinates                 | location.evses.0.connectors.0.voltage  |
        | tariffs.0.elements                   | tariffs.0.last_updated                 |
        | charging_periods.0.start_date_time   | charging_periods.0.dimensions          |
        | charging_periods.0.dimensions.0.type | charging_periods.0.dimensions.0.volume |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      And EMP lists no CDR
      And EMP has received no CDR

    @CDR-08 @TRANS-67 @TRANS-70
    Scenario: A CDR that violates the table
      When ABC sends POST cdrs with the CDR, each time with one of:
        | total_cost                                      | "3.5"          |
        | total_energy                                    | "14.5"         |
        | total_time                                      | null           |
        | total_parking_time                              | "0"            |
        | charging_periods                                | []             |
        | charging_periods.0.dimensions                   | []             |
        | charging_periods.0.dimensions.0.volume          | "14.5"         |
        | charging_periods.0.dimensions.0.type            | "POWER"        |
        | tariffs.0.elements                              | []             |
        | tariffs.0.elements.0.price_components           | []             |
        | tariffs.0.elements.0.price_components.0.price   | "2,00"         |
        | tariffs                                         | {"id":"TAR1"}  |
        | location.country                                | "XX"           |
        | auth_method                                     | "CASH"         |
        | currency                                        | "E"            |
        | currency                                        | 978            |
        | start_date_time                                 | "2025-03-01T07:00:00+01:00" |
        | auth_id                                         | "1234567890123456789012345678901234567" |
        | id                                              | "1234567890123456789012345678901234567" |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      And EMP lists no CDR

    @CDR-13
    Scenario: The times are not named as in a Session
      When ABC sends POST cdrs with the CDR, where:
        | start_date_time | absent               |
        | start_datetime  | 2025-03-01T07:00:00Z |
      Then the answer is HTTP 200 with status code 2001
      And the status message names "start_date_time"

    @TRANS-65 @CDR-08
    Scenario: Texts have limits
      When ABC sends POST cdrs with the CDR, each time with one text a character too long:
        | remark       | 255 |
        | meter_id     | 255 |
        | tariffs.0.id | 36  |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault

    @CDR-03 @TRANS-66 @TRANS-68
    Scenario Outline: <field> <value> is accepted and passed on
      When ABC sends POST cdrs with the CDR, where <field> is <value>
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the CDR
      And EMP lists the CDR

      Examples:
        | field                                | value                                   |
        | auth_method                          | "AUTH_REQUEST"                          |
        | charging_periods.0.dimensions        | [{"type":"ENERGY","volume":14.5},{"type":"FLAT","volume":1},{"type":"MAX_CURRENT","volume":16},{"type":"MIN_CURRENT","volume":6},{"type":"PARKING_TIME","volume":0.25},{"type":"TIME","volume":0.7512}] |
        | tariffs                              | absent                                  |
        | total_parking_time                   | 0.2501                                  |
        | total_cost                           | 0                                       |
        | total_cost                           | -1.5                                    |
        | remark                               | "Kabel vergeten – terugbetaald"         |

  Rule: providers list the CDRs of their drivers

    @CDR-01 @CDR-14
    Scenario Outline: cdrs<query>
      Given ABC has published:
        | CDR | C1 | 2025-03-01T08:00:00Z |
        | CDR | C2 | 2025-03-02T08:00:00Z |
        | CDR | C3 | 2025-03-03T08:00:00Z |
      When EMP sends GET cdrs<query>
      Then the answer is HTTP 200 with status code 1000
      And the data lists "<ids>"
      And the answer carries the header X-Total-Count <total>

      Examples:
        | query                                                        | ids        | total |
        |                                                              | C1, C2, C3 | 3     |
        | ?date_from=2025-03-02T08:00:00Z                              | C2, C3     | 2     |
        | ?date_to=2025-03-02T08:00:00Z                                | C1         | 1     |
        | ?date_from=2025-03-01T08:00:00Z&date_to=2025-03-03T08:00:00Z | C1, C2     | 2     |
        | ?offset=1&limit=1                                            | C2         | 3     |

    @CDR-02 @TRANS-21
    Scenario: Providers read and do nothing else
      Given ABC sends the CDR
      When EMP tries POST, PUT, PATCH and DELETE on cdrs
      Then every answer is HTTP 405 with status code 2000
      And EMP lists the CDR

    @HUB-01 @HUB-02
    Scenario: The operator is out of reach
      Given ABC sends the CDR
      And ABC cannot be reached
      When EMP sends GET cdrs
      Then the data at 0 is the CDR
