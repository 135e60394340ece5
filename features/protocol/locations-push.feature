Feature: Locations on the eMSP interface
  Operators push Locations, EVSEs and Connectors, and may read back what the hub has.

  Background:
    Given operator ABC has an agreement with provider EMP

  Rule: PUT stores a Location whole

    @LOC-11 @LOC-22 @ROUTE-28 @HUB-07 @HUB-25
    Scenario: A new Location
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location
      Then the answer is HTTP 201 with status code 1000
      And EMP has received PUT locations/{cc}/ABC/LOC1
      And EMP has received the Location
      When ABC sends GET locations/{cc}/ABC/LOC1
      Then the data is the Location

    @LOC-12 @TRANS-45
    Scenario: A known Location is replaced with all its EVSEs
      Given ABC publishes the Location
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | evses        | absent               |
        | name         | Harbour, no EVSE     |
        | last_updated | 2025-03-02T00:00:00Z |
      Then the answer is HTTP 200 with status code 1000
      When ABC sends GET locations/{cc}/ABC/LOC1/EVSE1
      Then the answer is HTTP 404 with status code 2003
      And EMP has received the Location

    @LOC-12
    Scenario: An EVSE that is not in the body is gone
      Given ABC publishes the Location
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, without evses.0
      And ABC sends GET locations/{cc}/ABC/LOC1
      Then the data has:
        | evses.0.uid  | EVSE2 |
        | evses.length | 1     |

    @LOC-22 @LOC-02 @LOC-03 @LOC-04
    Scenario Outline: The operator reads <path>
      Given ABC publishes the Location
      When ABC sends GET locations/{cc}/ABC/<path>
      Then the answer is HTTP 200 with status code 1000
      And the data is <part> of the Location

      Examples:
        | path         | part                 |
        | LOC1/EVSE1   | evses.0              |
        | LOC1/EVSE2   | evses.1              |
        | LOC1/EVSE2/2 | evses.1.connectors.1 |

    @LOC-05 @LOC-22
    Scenario: What the operator has not
      Given ABC publishes the Location
      When ABC tries GET on each of:
        | locations/{cc}/ABC/LOC2         | locations/{cc}/ABC/LOC1/EVSE3   |
        | locations/{cc}/ABC/LOC1/EVSE1/3 | locations/{cc}/ABC/LOC2/EVSE1/1 |
      Then every answer is HTTP 404 with status code 2003

  Rule: PUT of an EVSE or a Connector adds or replaces that one

    @LOC-13 @LOC-16 @HUB-25
    Scenario: A new EVSE
      Given ABC publishes the Location
      When ABC sends PUT locations/{cc}/ABC/LOC1/EVSE3 with EVSE EVSE3, where last_updated is "2025-03-02T10:00:00Z"
      Then the answer is HTTP 201 with status code 1000
      And EMP has received PUT locations/{cc}/ABC/LOC1/EVSE3
      And its body has:
        | uid          | EVSE3                |
        | last_updated | 2025-03-02T10:00:00Z |
      When EMP sends GET locations
      Then the data has:
        | 0.evses.0.uid    | EVSE1                |
        | 0.evses.1.uid    | EVSE2                |
        | 0.evses.2.uid    | EVSE3                |
        | 0.evses.length   | 3                    |
        | 0.last_updated   | 2025-03-02T10:00:00Z |
        | 0.evses.0.status | AVAILABLE            |

    @LOC-13 @TRANS-45
    Scenario: A known EVSE is replaced, the others stay
      Given ABC publishes the Location
      When ABC sends PUT locations/{cc}/ABC/LOC1/EVSE1 with EVSE EVSE1, where:
        | status             | OUTOFORDER |
        | physical_reference | absent     |
        | capabilities       | absent     |
      Then the answer is HTTP 200 with status code 1000
      When ABC sends GET locations/{cc}/ABC/LOC1
      Then the data has:
        | evses.0.status             | OUTOFORDER |
        | evses.0.physical_reference | absent     |
        | evses.0.capabilities       | absent     |
        | evses.1.status             | AVAILABLE  |
        | evses.1.physical_reference | EVSE2      |
        | evses.length               | 2          |

    @LOC-14 @LOC-16 @HUB-25
    Scenario: A new Connector
      Given ABC publishes the Location
      When ABC sends PUT locations/{cc}/ABC/LOC1/EVSE1/3 with Connector 3, where last_updated is "2025-03-02T10:00:00Z"
      Then the answer is HTTP 201 with status code 1000
      And EMP has received PUT locations/{cc}/ABC/LOC1/EVSE1/3
      When ABC sends GET locations/{cc}/ABC/LOC1
      Then the data has:
        | evses.0.connectors.length | 3                    |
        | evses.0.connectors.2.id   | "3"                  |
        | evses.0.last_updated      | 2025-03-02T10:00:00Z |
        | last_updated              | 2025-03-02T10:00:00Z |
        | evses.1.connectors.length | 2                    |
        | evses.1.last_updated      | 2025-03-01T08:00:00Z |

    @LOC-14 @TRANS-45
    Scenario: A known Connector is replaced, the others stay
      Given ABC publishes the Location
      When ABC sends PUT locations/{cc}/ABC/LOC1/EVSE1/1 with Connector 1, where:
        | standard  | CHADEMO |
        | tariff_id | absent  |
      Then the answer is HTTP 200 with status code 1000
      When ABC sends GET locations/{cc}/ABC/LOC1/EVSE1
      Then the data has:
        | connectors.0.standard  | CHADEMO      |
        | connectors.0.tariff_id | absent       |
        | connectors.1.standard  | IEC_62196_T2 |
        | connectors.1.tariff_id | TAR1         |

    @LOC-15 @TRANS-47
    Scenario Outline: <method> of <path>, whose parent nobody knows
      Given ABC publishes the Location
      When ABC sends <method> locations/{cc}/ABC/<path> with <object>
      Then the answer is HTTP 404 with status code 2003
      When ABC sends GET locations/{cc}/ABC/<path>
      Then the answer is HTTP 404
      And EMP lists 1 Location
      And EMP has received no <method> locations/{cc}/ABC/<path>

      Examples:
        | method | path         | object      |
        | PUT    | LOC2/EVSE1   | EVSE EVSE1  |
        | PATCH  | LOC2/EVSE1   | EVSE EVSE1  |
        | PATCH  | LOC1/EVSE3   | EVSE EVSE3  |
        | PUT    | LOC1/EVSE3/1 | Connector 1 |
        | PATCH  | LOC1/EVSE3/1 | Connector 1 |
        | PUT    | LOC2/EVSE1/1 | Connector 1 |
        | PATCH  | LOC1/EVSE1/3 | Connector 3 |

  Rule: PATCH changes what it names

    @LOC-17 @TRANS-46 @HUB-25
    Scenario: Of a Location
      Given ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1 with the body {"name":"Pier 7","last_updated":"2025-03-02T10:00:00Z"}
      Then the answer is HTTP 200 with status code 1000
      And EMP has received PATCH locations/{cc}/ABC/LOC1
      And its body is {"name":"Pier 7","last_updated":"2025-03-02T10:00:00Z"}
      When EMP sends GET locations
      Then the data has:
        | 0.name                 | Pier 7               |
        | 0.last_updated         | 2025-03-02T10:00:00Z |
        | 0.city                 | Rotterdam            |
        | 0.evses.length         | 2                    |
        | 0.evses.0.last_updated | 2025-03-01T08:00:00Z |

    @LOC-18 @LOC-16 @HUB-25
    Scenario: Of an EVSE
      Given ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE1 with the body {"status":"BLOCKED","last_updated":"2025-03-02T10:00:00Z"}
      Then the answer is HTTP 200 with status code 1000
      And EMP has received PATCH locations/{cc}/ABC/LOC1/EVSE1
      And its body is {"status":"BLOCKED","last_updated":"2025-03-02T10:00:00Z"}
      When EMP sends GET locations
      Then the data has:
        | 0.evses.0.status            | BLOCKED              |
        | 0.evses.0.last_updated      | 2025-03-02T10:00:00Z |
        | 0.evses.0.connectors.length | 2                    |
        | 0.evses.1.status            | AVAILABLE            |
        | 0.evses.1.last_updated      | 2025-03-01T08:00:00Z |
        | 0.last_updated              | 2025-03-02T10:00:00Z |

    @LOC-19 @LOC-16 @HUB-25
    Scenario: Of a Connector
      Given ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE1/2 with the body {"tariff_id":"TAR2","last_updated":"2025-03-02T10:00:00Z"}
      Then the answer is HTTP 200 with status code 1000
      And EMP has received PATCH locations/{cc}/ABC/LOC1/EVSE1/2
      And its body is {"tariff_id":"TAR2","last_updated":"2025-03-02T10:00:00Z"}
      When EMP sends GET locations
      Then the data has:
        | 0.evses.0.connectors.1.tariff_id    | TAR2                 |
        | 0.evses.0.connectors.1.standard     | IEC_62196_T2         |
        | 0.evses.0.connectors.1.last_updated | 2025-03-02T10:00:00Z |
        | 0.evses.0.connectors.0.tariff_id    | TAR1                 |
        | 0.evses.0.last_updated              | 2025-03-02T10:00:00Z |
        | 0.last_updated                      | 2025-03-02T10:00:00Z |

    @HUB-04 @TRANS-52 @TRANS-53 @LOC-16
    Scenario Outline: Without last_updated the time of receipt counts: <path>
      Given ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1<path> with the body <body>
      Then the answer is HTTP 200 with status code 1000
      And EMP has received PATCH locations/{cc}/ABC/LOC1<path>
      And its last_updated is a time since the request
      When ABC sends GET locations/{cc}/ABC/LOC1
      Then the last_updated of the data is a time since the request

      Examples:
        | path     | body                 |
        | /EVSE1   | {"status":"BLOCKED"} |
        | /EVSE1/1 | {"amperage":32}      |

    @TRANS-50 @LOC-18
    Scenario: A list of an EVSE is replaced whole
      Given ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE1 with the body {"capabilities":["RESERVABLE"]}
      And ABC sends GET locations/{cc}/ABC/LOC1/EVSE1
      Then the data has capabilities ["RESERVABLE"]

    @TRANS-51 @LOC-18 @LOC-19
    Scenario Outline: null clears <field> of <path>
      Given ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1/<path> with the body {"<field>":null}
      Then the answer is HTTP 200 with status code 1000
      When ABC sends GET locations/{cc}/ABC/LOC1/<path>
      Then the data has no <field>

      Examples:
        | path    | field              |
        | EVSE1   | physical_reference |
        | EVSE1   | capabilities       |
        | EVSE1/1 | tariff_id          |

    @TRANS-49 @TRANS-51 @HUB-20
    Scenario Outline: A PATCH of <path> that would spoil it: <body>
      Given ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1/<path> with the body <body>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<name>"
      And EMP lists the Location
      And EMP has received no PATCH locations/{cc}/ABC/LOC1/<path>

      Examples:
        | path    | body                | name       |
        | EVSE1   | {"status":null}     | status     |
        | EVSE1   | {"status":"FREE"}   | status     |
        | EVSE1   | {"connectors":[]}   | connectors |
        | EVSE1/1 | {"voltage":"230"}   | voltage    |
        | EVSE1/1 | {"amperage":16.5}   | amperage   |
        | EVSE1/1 | {"standard":"TYPE"} | standard   |

    @HUB-28 @TRANS-48
    Scenario Outline: A receiver that does not know <path> gets the Location
      Given ABC publishes the Location
      And EMP has received the Location
      And EMP answers PATCH locations with HTTP 404 and status code 2003
      When ABC sends PATCH locations/{cc}/ABC/<path> with the body <body>
      Then EMP has received PUT locations/{cc}/ABC/LOC1 2 times
      And EMP has received PUT locations/{cc}/ABC/LOC1
      And its body has:
        | <field> | <value> |

      Examples:
        | path         | body             | field                         | value  |
        | LOC1         | {"name":"Pier"}  | name                          | Pier   |
        | LOC1/EVSE1/2 | {"amperage":63}  | evses.0.connectors.1.amperage | 63     |

  Rule: an EVSE is deleted by the status REMOVED, and by nothing else

    @LOC-20
    Scenario Outline: By <method>
      Given ABC publishes the Location
      When ABC sends <method> locations/{cc}/ABC/LOC1/EVSE1 with <object>, where status is "REMOVED"
      Then the answer is HTTP 200 with status code 1000
      And EMP has received <method> locations/{cc}/ABC/LOC1/EVSE1
      And its body has:
        | status | REMOVED |
      When ABC sends GET locations/{cc}/ABC/LOC1/EVSE1
      Then the data has status "REMOVED"
      And the next request is addressed to ABC
      And EMP sends GET locations/LOC1/EVSE1
      And the data has status "REMOVED"

      Examples:
        | method | object     |
        | PUT    | EVSE EVSE1 |
        | PATCH  | EVSE EVSE1 |

    @LOC-20
    Scenario: INOPERATIVE deletes nothing
      Given ABC publishes the Location
      And ABC sets EVSE EVSE1 of LOC1 to INOPERATIVE
      And ABC sets EVSE EVSE2 of LOC1 to INOPERATIVE
      When EMP sends GET locations
      Then the data lists "LOC1"

    @LOC-21 @TRANS-21
    Scenario: No DELETE and no POST, at every level
      Given ABC publishes the Location
      When ABC tries DELETE and POST on each of:
        | locations/{cc}/ABC/LOC1 | locations/{cc}/ABC/LOC1/EVSE1 | locations/{cc}/ABC/LOC1/EVSE1/1 |
      Then every answer is HTTP 405 with status code 2000
      And EMP lists the Location

  Rule: the id in the body is the last of the URL

    @LOC-24 @TRANS-55
    Scenario Outline: <method> <path> with another <field>
      Given ABC publishes the Location
      When ABC sends <method> locations/{cc}/ABC/<path> with <object>, where <field> is "OTHER"
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<field>"
      And EMP lists the Location

      Examples:
        | method | path         | object       | field |
        | PUT    | LOC1         | the Location | id    |
        | PATCH  | LOC1         | the Location | id    |
        | PUT    | LOC1/EVSE1   | EVSE EVSE1   | uid   |
        | PATCH  | LOC1/EVSE1   | EVSE EVSE1   | uid   |
        | PUT    | LOC1/EVSE1/1 | Connector 1  | id    |
        | PATCH  | LOC1/EVSE1/1 | Connector 1  | id    |

    @LOC-22 @TRANS-57
    Scenario: Ids with special characters at all three levels
      Given ABC publishes the Location
      When ABC sends PUT locations/{cc}/ABC/NL*ABC%231 with the Location, where:
        | id                      | NL*ABC#1 |
        | evses.0.uid             | a/b      |
        | evses.0.connectors.0.id | type 2   |
      Then the answer is HTTP 201 with status code 1000
      When ABC sends GET locations/{cc}/ABC/NL%2AABC%231/a%2Fb/type%202
      Then the data has id "type 2"
      And the next request is addressed to ABC
      And EMP sends GET locations/NL*ABC%231/a%2Fb/type%202
      And the data has id "type 2"

    @TRANS-58 @LOC-22
    Scenario: Country code and party id are read in any case
      Given ABC publishes the Location
      When ABC sends PATCH locations/{cc.lower}/abc/LOC1/EVSE1 with the body {"status":"BLOCKED"}
      Then the answer is HTTP 200 with status code 1000
      And EMP has received PATCH locations/{cc}/ABC/LOC1/EVSE1

    @TRANS-59
    Scenario: Ids of EVSEs and Connectors differ by case
      Given ABC publishes the Location
      When ABC sends PUT locations/{cc}/ABC/LOC1/evse1 with EVSE EVSE1, where uid is "evse1"
      Then the answer is HTTP 201 with status code 1000
      When ABC sends GET locations/{cc}/ABC/LOC1
      Then the data has evses.length 3
