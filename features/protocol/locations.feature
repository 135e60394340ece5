Feature: Locations on the CPO interface
  Providers read what the operators that they have an agreement with have published.

  Background:
    Given operator ABC has an agreement with provider EMP

  Rule: the list holds the Locations of all agreed operators, page by page

    @LOC-01 @HUB-02
    Scenario: Locations of two operators
      Given operator XYZ has an agreement with provider EMP
      And ABC publishes Location HARBOUR
      And XYZ publishes Location STATION
      When EMP sends GET locations
      Then the answer is HTTP 200 with status code 1000
      And the data lists "HARBOUR, STATION"
      And the data at 0 is ABC's Location HARBOUR
      And the data at 1 is XYZ's Location STATION

    @LOC-01
    Scenario Outline: <query>
      Given ABC publishes Location L1
      And ABC publishes Location L2
      And ABC publishes Location L3
      And ABC changes Location L2
      When EMP sends GET locations?<query>
      Then the data lists "<ids>"
      And the answer carries the header X-Total-Count <total>

      Examples:
        | query                                                       | ids        | total |
        | limit=2                                                     | L1, L2     | 3     |
        | offset=2&limit=2                                            | L3         | 3     |
        | date_from=2025-03-01T08:30:00Z                              | L2         | 1     |
        | date_from=2025-03-01T09:00:00Z                              | L2         | 1     |
        | date_to=2025-03-01T09:00:00Z                                | L1, L3     | 2     |
        | date_from=2025-03-01T08:00:00Z&date_to=2025-03-01T09:00:01Z | L1, L2, L3 | 3     |

  Rule: a Location, an EVSE and a Connector are read by their ids

    @LOC-02
    Scenario: A Location
      Given ABC publishes the Location
      And the next request is addressed to ABC
      When EMP sends GET locations/LOC1
      Then the answer is HTTP 200 with status code 1000
      And the data is the Location

    @LOC-03
    Scenario: An EVSE
      Given ABC publishes the Location
      And the next request is addressed to ABC
      When EMP sends GET locations/LOC1/EVSE2
      Then the answer is HTTP 200 with status code 1000
      And the data is evses.1 of the Location

    @LOC-04
    Scenario: A Connector
      Given ABC publishes the Location
      And the next request is addressed to ABC
      When EMP sends GET locations/LOC1/EVSE2/1
      Then the answer is HTTP 200 with status code 1000
      And the data is evses.1.connectors.0 of the Location

    @LOC-05 @TRANS-59
    Scenario Outline: There is no <path>
      Given ABC publishes the Location
      And the next request is addressed to ABC
      When EMP sends GET locations/<path>
      Then the answer is HTTP 404 with status code 2003
      And the answer has no data

      Examples:
        | path             |
        | LOC2             |
        | loc1             |
        | LOC2/EVSE1       |
        | LOC2/EVSE1/1     |
        | LOC1/EVSE3       |
        | LOC1/evse1       |
        | LOC1/EVSE3/1     |
        | LOC1/EVSE1/3     |

  Rule: a change below a Location shows in its last_updated

    @LOC-06 @LOC-16
    Scenario: An EVSE has changed
      Given ABC publishes the Location
      And ABC sets EVSE EVSE2 of LOC1 to CHARGING
      When EMP sends GET locations
      Then the data has:
        | 0.last_updated         | 2025-03-01T09:00:00Z |
        | 0.evses.1.last_updated | 2025-03-01T09:00:00Z |
        | 0.evses.1.status       | CHARGING             |
        | 0.evses.0.last_updated | 2025-03-01T08:00:00Z |

    @LOC-07 @LOC-16
    Scenario: A Connector has changed
      Given ABC publishes the Location
      And ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE2/1 with the body {"amperage":32,"last_updated":"2025-03-02T10:00:00Z"}
      When EMP sends GET locations
      Then the data has:
        | 0.last_updated                      | 2025-03-02T10:00:00Z |
        | 0.evses.1.last_updated              | 2025-03-02T10:00:00Z |
        | 0.evses.1.connectors.0.last_updated | 2025-03-02T10:00:00Z |
        | 0.evses.1.connectors.1.last_updated | 2025-03-01T08:00:00Z |
        | 0.evses.0.last_updated              | 2025-03-01T08:00:00Z |

  Rule: providers read and do nothing else

    @LOC-08 @TRANS-21
    Scenario: Nothing but GET, at every level
      Given ABC publishes the Location
      When EMP tries POST, PUT, PATCH and DELETE on each of:
        | locations | locations/LOC1 | locations/LOC1/EVSE1 | locations/LOC1/EVSE1/1 |
      Then every answer is HTTP 405 with status code 2000
      And EMP lists the Location

  Rule: a Location without a usable EVSE is only in lists of what has changed

    @LOC-09
    Scenario: All its EVSEs are removed
      Given ABC publishes Location L1
      And ABC publishes Location L2
      And ABC sets EVSE EVSE1 of L1 to REMOVED
      And ABC sets EVSE EVSE2 of L1 to REMOVED
      When EMP sends GET locations
      Then the data lists "L2"
      And the answer carries the header X-Total-Count 1

    @LOC-09
    Scenario: It has no EVSEs
      Given ABC publishes Location L1
      And ABC publishes Location L2
      And ABC sends PUT locations/{cc}/ABC/L1 with Location L1, without evses
      And ABC sends PUT locations/{cc}/ABC/L3 with Location L3, where evses is []
      When EMP sends GET locations
      Then the data lists "L2"
      And the answer carries the header X-Total-Count 1
      And EMP sends GET locations?date_from=2025-03-01T00:00:00Z
      And the data lists "L1, L2, L3"

    @LOC-09 @LOC-20
    Scenario: One of its EVSEs is left
      Given ABC publishes the Location
      And ABC sets EVSE EVSE1 of LOC1 to REMOVED
      When EMP sends GET locations
      Then the data lists "LOC1"
      And the data has:
        | 0.evses.0.status | REMOVED   |
        | 0.evses.1.status | AVAILABLE |

    @LOC-10
    Scenario: A delta tells of the removal
      Given ABC publishes Location L1
      And ABC publishes Location L2
      And ABC sets EVSE EVSE1 of L1 to REMOVED
      And ABC sets EVSE EVSE2 of L1 to REMOVED
      When EMP sends GET locations?date_from=2025-03-01T08:30:00Z
      Then the data lists "L1"
      And the data has:
        | 0.evses.0.status | REMOVED |
        | 0.evses.1.status | REMOVED |

    @LOC-09 @LOC-10
    Scenario: It comes back with a new EVSE
      Given ABC publishes the Location
      And ABC sets EVSE EVSE1 of LOC1 to REMOVED
      And ABC sets EVSE EVSE2 of LOC1 to REMOVED
      And ABC sends PUT locations/{cc}/ABC/LOC1/EVSE3 with EVSE EVSE3
      When EMP sends GET locations
      Then the data lists "LOC1"

  Rule: the hub reads from its store

    @HUB-01 @HUB-02 @LOC-01
    Scenario: The operator is out of reach
      Given ABC publishes the Location
      And EMP has received the Location
      And ABC cannot be reached
      When EMP sends GET locations
      Then the data at 0 is the Location
      And the next request is addressed to ABC
      And EMP sends GET locations/LOC1
      And the data is the Location
