Feature: Sessions
  Operators report charging sessions on the eMSP interface, providers list those of their drivers on the CPO interface.

  Background:
    Given operator ABC has an agreement with provider EMP
    And EMP publishes the Token

  Rule: PUT stores a Session whole

    @SES-04 @SES-09 @ROUTE-28 @HUB-07 @HUB-25
    Scenario: A new Session
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 201 with status code 1000
      And EMP has received PUT sessions/{cc}/ABC/SES1
      And EMP has received the Session
      When ABC sends GET sessions/{cc}/ABC/SES1
      Then the answer is HTTP 200 with status code 1000
      And the data is the Session

    @SES-05 @TRANS-45
    Scenario: A known Session is replaced, its charging periods too
      Given ABC sends the Session
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | kwh              | 3                    |
        | charging_periods | absent               |
        | total_cost       | absent               |
        | last_updated     | 2025-03-01T09:00:00Z |
      Then the answer is HTTP 200 with status code 1000
      And EMP has received the Session
      When ABC sends GET sessions/{cc}/ABC/SES1
      Then the data has:
        | kwh              | 3      |
        | charging_periods | absent |
        | total_cost       | absent |

    @SES-09 @TRANS-59
    Scenario: Sessions that nobody knows
      Given ABC sends the Session
      When ABC tries GET and PATCH on each of:
        | sessions/{cc}/ABC/SES2 | sessions/{cc}/ABC/ses1 |
      Then every answer is HTTP 404 with status code 2001

    @SES-07 @TRANS-18
    Scenario: Only the whole Session has an address
      Given ABC sends the Session
      When ABC tries GET, PUT and PATCH on each of:
        | sessions/{cc}/ABC/SES1/charging_periods | sessions/{cc}/ABC/SES1/LOC1/EVSE1 |
      Then every answer is HTTP 404 with status code 2001
      And EMP lists the Session

    @SES-10 @TRANS-21
    Scenario: No POST and no DELETE
      Given ABC sends the Session
      When ABC tries POST and DELETE on sessions/{cc}/ABC/SES1
      Then every answer is HTTP 405 with status code 2000
      And EMP lists the Session

    @TRANS-55
    Scenario Outline: <method> with another id in the body
      Given ABC sends the Session
      When ABC sends <method> sessions/{cc}/ABC/SES1 with the Session, where id is "SES2"
      Then the answer is HTTP 200 with status code 2001
      And the status message names "id"
      And EMP lists the Session

      Examples:
        | method |
        | PUT    |
        | PATCH  |

  Rule: PATCH changes what it names

    @SES-06 @TRANS-46 @HUB-25
    Scenario: Energy and cost
      Given ABC sends the Session
      When ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"kwh":4.75,"total_cost":1.3,"last_updated":"2025-03-01T09:00:00Z"}
      Then the answer is HTTP 200 with status code 1000
      And EMP has received PATCH sessions/{cc}/ABC/SES1
      And its body is {"kwh":4.75,"total_cost":1.3,"last_updated":"2025-03-01T09:00:00Z"}
      When ABC sends GET sessions/{cc}/ABC/SES1
      Then the data has:
        | kwh                     | 4.75                 |
        | total_cost              | 1.3                  |
        | last_updated            | 2025-03-01T09:00:00Z |
        | status                  | ACTIVE               |
        | charging_periods.length | 1                    |
        | location.id             | LOC1                 |

    @SES-08 @TRANS-50
    Scenario Outline: Charging periods are merged by their start: <case>
      Given ABC sends the Session
      When ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"charging_periods":<periods>,"last_updated":"2025-03-01T09:00:00Z"}
      Then the answer is HTTP 200 with status code 1000
      And EMP has received PATCH sessions/{cc}/ABC/SES1
      And its body has:
        | charging_periods | <periods> |
      When ABC sends GET sessions/{cc}/ABC/SES1
      Then the data has:
        | charging_periods.length                | <count>  |
        | charging_periods.0.dimensions.0.volume | <first>  |
        | charging_periods.1.dimensions.0.volume | <second> |

      Examples:
        | case            | periods | count | first | second |
        | a later one     | [{"start_date_time":"2025-03-01T07:30:00Z","dimensions":[{"type":"ENERGY","volume":2}]}] | 2 | 1.25 | 2 |
        | an earlier one  | [{"start_date_time":"2025-03-01T06:30:00Z","dimensions":[{"type":"ENERGY","volume":3}]}] | 2 | 3 | 1.25 |
        | the same start  | [{"start_date_time":"2025-03-01T07:00:00Z","dimensions":[{"type":"ENERGY","volume":4}]}] | 1 | 4 | absent |
        | the same, no Z  | [{"start_date_time":"2025-03-01T07:00:00","dimensions":[{"type":"ENERGY","volume":5}]}] | 1 | 5 | absent |
        | both at once    | [{"start_date_time":"2025-03-01T07:30:00Z","dimensions":[{"type":"ENERGY","volume":6}]},{"start_date_time":"2025-03-01T07:00:00Z","dimensions":[{"type":"ENERGY","volume":7}]}] | 2 | 7 | 6 |
        | none            | [] | 1 | 1.25 | absent |

    @SES-08
    Scenario: Period after period none is lost
      Given ABC sends the Session
      And ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"charging_periods":[{"start_date_time":"2025-03-01T07:20:00Z","dimensions":[{"type":"ENERGY","volume":2}]}]}
      And ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"charging_periods":[{"start_date_time":"2025-03-01T07:40:00Z","dimensions":[{"type":"PARKING_TIME","volume":0.5}]}]}
      When EMP sends GET sessions?date_from=2025-01-01T00:00:00Z
      Then the data has:
        | 0.charging_periods.length            | 3                    |
        | 0.charging_periods.0.start_date_time | 2025-03-01T07:00:00Z |
        | 0.charging_periods.1.start_date_time | 2025-03-01T07:20:00Z |
        | 0.charging_periods.2.start_date_time | 2025-03-01T07:40:00Z |

    @SES-08 @TRANS-49
    Scenario: A charging period that is none
      Given ABC sends the Session
      When ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"charging_periods":[{"dimensions":[{"type":"ENERGY","volume":2}]}]}
      Then the answer is HTTP 200 with status code 2001
      And EMP lists the Session

    @HUB-04 @TRANS-52 @TRANS-53
    Scenario: Without last_updated the time of receipt counts
      Given ABC sends the Session
      When ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"kwh":2}
      Then EMP has received PATCH sessions/{cc}/ABC/SES1
      And its last_updated is a time since the request
      When ABC sends GET sessions/{cc}/ABC/SES1
      Then the last_updated of the data is a time since the request

    @TRANS-47
    Scenario: A PATCH of a Session that nobody knows
      When ABC sends PATCH sessions/{cc}/ABC/SES1 with the Session
      Then the answer is HTTP 404 with status code 2001
      And EMP lists no Session

    @TRANS-49 @TRANS-51 @HUB-20
    Scenario Outline: A PATCH that would spoil the Session: <body>
      Given ABC sends the Session
      When ABC sends PATCH sessions/{cc}/ABC/SES1 with the body <body>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<name>"
      And EMP lists the Session
      And EMP has received no PATCH sessions/{cc}/ABC/SES1

      Examples:
        | body                        | name     |
        | {"kwh":"4.75"}              | kwh      |
        | {"kwh":null}                | kwh      |
        | {"status":"RUNNING"}        | status   |
        | {"location":{"id":"LOC1"}}  | location |
        | {"currency":"EURO"}         | currency |

    @TRANS-51
    Scenario: null clears what is optional
      Given ABC sends the Session
      When ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"total_cost":null}
      And ABC sends GET sessions/{cc}/ABC/SES1
      Then the data has no total_cost

    @HUB-28 @TRANS-48
    Scenario: A provider that does not know the Session gets it whole
      Given ABC sends the Session
      And EMP has received the Session
      And EMP answers PATCH sessions with HTTP 404 and status code 2001
      When ABC sends PATCH sessions/{cc}/ABC/SES1 with the body {"kwh":4.75}
      Then EMP has received PUT sessions/{cc}/ABC/SES1 2 times
      And EMP has received PUT sessions/{cc}/ABC/SES1
      And its body has:
        | kwh | 4.75 |

  Rule: what the table requires must be there

    @TRANS-44 @SES-04 @HUB-20
    Scenario: A Session that lacks something is not stored
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, each time without one of:
        | start_datetime                     | kwh                           |
        | auth_id                            | auth_method                   |
        | location                           | currency                      |
        | status                             | last_updated                  |
        | location.address                   | location.evses.0.status       |
        | location.last_updated              | location.evses.0.connectors   |
        | charging_periods.0.start_date_time | charging_periods.0.dimensions |
        | charging_periods.0.dimensions.0.type | charging_periods.0.dimensions.0.volume |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      When ABC sends GET sessions/{cc}/ABC/SES1
      Then the answer is HTTP 404
      And EMP has received no Session

    @SES-11
    Scenario: The times are not named as in a CDR
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | start_datetime  | absent               |
        | start_date_time | 2025-03-01T07:00:00Z |
      Then the answer is HTTP 200 with status code 2001
      And the status message names "start_datetime"

    @TRANS-22 @TRANS-65 @TRANS-66 @TRANS-67
    Scenario: Values that the table does not allow
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, each time with one of:
        | kwh                                    | "1.25"                |
        | kwh                                    | true                  |
        | total_cost                             | "0.42"                |
        | currency                               | "EURO"                |
        | auth_id                                | "1234567890123456789012345678901234567" |
        | auth_method                            | "PHONE"               |
        | auth_method                            | "whitelist"           |
        | status                                 | "STARTED"             |
        | status                                 | "Active"              |
        | start_datetime                         | "2025-03-01 07:00:00" |
        | end_datetime                           | "soon"                |
        | location                               | "LOC1"                |
        | location                               | [{"id":"LOC1"}]       |
        | charging_periods                       | {}                    |
        | charging_periods.0.dimensions          | []                    |
        | charging_periods.0.dimensions.0.type   | "kWh"                 |
        | charging_periods.0.dimensions.0.volume | "1.25"                |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      And EMP lists no Session

    @TRANS-66 @SES-04
    Scenario: Values that it does allow
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, each time with one of:
        | status                               | "PENDING"      |
        | status                               | "ACTIVE"       |
        | status                               | "INVALID"      |
        | auth_method                          | "AUTH_REQUEST" |
        | charging_periods.0.dimensions.0.type | "FLAT"         |
        | charging_periods.0.dimensions.0.type | "MAX_CURRENT"  |
        | charging_periods.0.dimensions.0.type | "MIN_CURRENT"  |
        | charging_periods.0.dimensions.0.type | "PARKING_TIME" |
        | charging_periods.0.dimensions.0.type | "TIME"         |
        | charging_periods                     | []             |
        | meter_id                             | "M-1"          |
        | kwh                                  | 0              |
        | status                               | "COMPLETED"    |
      Then every answer is a success

    @SES-13
    Scenario Outline: A location with <evses> EVSEs
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where location is <location>
      Then the answer is a success
      And EMP has received the Session

      Examples:
        | evses | location |
        | no    | {"id":"LOC1","type":"ON_STREET","address":"Quay 1","city":"Rotterdam","postal_code":"3011 AA","country":"NLD","coordinates":{"latitude":"51.913070","longitude":"4.482900"},"last_updated":"2025-03-01T08:00:00Z"} |
        | two   | {"id":"LOC1","type":"ON_STREET","address":"Quay 1","city":"Rotterdam","postal_code":"3011 AA","country":"NLD","coordinates":{"latitude":"51.913070","longitude":"4.482900"},"last_updated":"2025-03-01T08:00:00Z","evses":[{"uid":"E1","status":"CHARGING","connectors":[{"id":"1","standard":"CHADEMO","format":"CABLE","power_type":"DC","voltage":400,"amperage":125,"last_updated":"2025-03-01T08:00:00Z"}],"last_updated":"2025-03-01T08:00:00Z"},{"uid":"E2","status":"AVAILABLE","connectors":[{"id":"1","standard":"CHADEMO","format":"CABLE","power_type":"DC","voltage":400,"amperage":125,"last_updated":"2025-03-01T08:00:00Z"}],"last_updated":"2025-03-01T08:00:00Z"}]} |

    @SES-13 @LOC-33
    Scenario: A location that the hub has never heard of
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where location.id is "NOWHERE"
      Then the answer is a success
      And EMP has received the Session

    @SES-18 @HUB-07
    Scenario Outline: A cost of <cost> stays <cost>
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where total_cost is <cost>
      Then EMP has received PUT sessions/{cc}/ABC/SES1
      And its body has:
        | total_cost | <cost> |
      When EMP sends GET sessions?date_from=2025-01-01T00:00:00Z
      Then the data has:
        | 0.total_cost | <cost> |

      Examples:
        | cost   |
        | absent |
        | 0      |

    @LOC-27 @HUB-21
    Scenario: Coordinates of the location are written with six decimals
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where location.coordinates is {"latitude":"51.9","longitude":"4.48"}
      Then EMP has received PUT sessions/{cc}/ABC/SES1
      And its body has:
        | location.coordinates | {"latitude":"51.900000","longitude":"4.480000"} |

  Rule: a completed Session stays completed

    @SES-16
    Scenario Outline: <method> with status <status>
      Given a driver of EMP has charged at ABC
      When ABC sends <method> sessions/{cc}/ABC/SES1 with the Session, where status is "<status>"
      Then the answer is HTTP 200 with status code 2001
      And the status message names "status"
      And EMP lists the Session

      Examples:
        | method | status  |
        | PUT    | ACTIVE  |
        | PUT    | PENDING |
        | PATCH  | ACTIVE  |
        | PATCH  | INVALID |

  Rule: providers list the Sessions of their drivers

    @SES-01
    Scenario Outline: <query>
      Given ABC has published:
        | Session | S1 | 2025-03-01T08:00:00Z |
        | Session | S2 | 2025-03-02T08:00:00Z |
        | Session | S3 | 2025-03-03T08:00:00Z |
      When EMP sends GET sessions?<query>
      Then the answer is HTTP 200 with status code 1000
      And the data lists "<ids>"
      And the answer carries the header X-Total-Count <total>

      Examples:
        | query                                                       | ids        | total |
        | date_from=2025-01-01T00:00:00Z                              | S1, S2, S3 | 3     |
        | date_from=2025-03-02T08:00:00Z                              | S2, S3     | 2     |
        | date_from=2025-03-01T00:00:00Z&date_to=2025-03-03T08:00:00Z | S1, S2     | 2     |
        | date_from=2025-01-01T00:00:00Z&offset=1&limit=1             | S2         | 3     |

    @SES-02 @TRANS-22
    Scenario Outline: A list without date_from: sessions<query>
      When EMP sends GET sessions<query>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "date_from"

      Examples:
        | query                         |
        |                               |
        | ?date_to=2025-03-03T08:00:00Z |
        | ?date_from=                   |

    @SES-10 @TRANS-21
    Scenario: Providers read and do nothing else
      Given ABC sends the Session
      When EMP tries POST, PUT, PATCH and DELETE on sessions
      Then every answer is HTTP 405 with status code 2000
      And EMP lists the Session

    @HUB-01 @HUB-02
    Scenario: The operator is out of reach
      Given ABC sends the Session
      And ABC cannot be reached
      When EMP sends GET sessions?date_from=2025-01-01T00:00:00Z
      Then the data at 0 is the Session
