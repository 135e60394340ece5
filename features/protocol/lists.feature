Feature: Lists, filters and paging
  Lists are answered page by page, in the order in which the objects were created.

  Rule: a page is a window that offset and limit cut out of the list

    @TRANS-26 @TRANS-27 @TRANS-28 @TRANS-29 @TRANS-30 @TRANS-31
    Scenario Outline: offset <offset> and limit <limit> of five
      Given operator ABC has an agreement with provider EMP
      And ABC has published:
        | Tariff | T1 | 2025-01-01T00:00:00Z |
        | Tariff | T2 | 2025-01-02T00:00:00Z |
        | Tariff | T3 | 2025-01-03T00:00:00Z |
        | Tariff | T4 | 2025-01-04T00:00:00Z |
        | Tariff | T5 | 2025-01-05T00:00:00Z |
      When EMP sends GET tariffs?<query>
      Then the data lists "<ids>"
      And the answer carries the header X-Total-Count 5
      And the answer carries the header X-Limit <limit>
      And the next page is "<next>"

      Examples:
        | query            | offset | limit | ids                | next |
        | limit=2          | 0      | 2     | T1, T2             | 2    |
        | offset=2&limit=2 | 2      | 2     | T3, T4             | 4    |
        | offset=4&limit=2 | 4      | 2     | T5                 | none |
        | offset=0&limit=5 | 0      | 5     | T1, T2, T3, T4, T5 | none |
        | offset=3&limit=9 | 3      | 9     | T4, T5             | none |
        | offset=5&limit=2 | 5      | 2     |                    | none |
        | offset=9&limit=2 | 9      | 2     |                    | none |

    @TRANS-26 @TRANS-29 @TRANS-31
    Scenario: Without offset and limit the list begins at the beginning
      Given operator ABC has an agreement with provider EMP
      And ABC has published:
        | Tariff | T1 | 2025-01-01T00:00:00Z |
        | Tariff | T2 | 2025-01-02T00:00:00Z |
      When EMP sends GET tariffs
      Then the data lists "T1, T2"
      And the answer carries the header X-Total-Count 2
      And the answer carries a header X-Limit
      And the next page is "none"

    @TRANS-33
    Scenario Outline: An empty list of <module>
      Given <role> <partner>
      When <partner> sends GET <path>
      Then the answer is HTTP 200 with status code 1000
      And the data is a list of 0 objects
      And the answer carries the header X-Total-Count 0
      And the answer carries a header X-Limit
      And the next page is "none"

      Examples:
        | role     | partner | module    | path                                    |
        | provider | EMP     | locations | locations                               |
        | provider | EMP     | sessions  | sessions?date_from=2025-01-01T00:00:00Z |
        | provider | EMP     | cdrs      | cdrs                                    |
        | provider | EMP     | tariffs   | tariffs                                 |
        | operator | ABC     | tokens    | tokens                                  |

    @TRANS-30 @TRANS-32
    Scenario: The link to the next page is a whole URL and repeats the filters
      Given operator ABC has an agreement with provider EMP
      And ABC has published:
        | Tariff | T1 | 2025-01-01T00:00:00Z |
        | Tariff | T2 | 2025-01-02T00:00:00Z |
        | Tariff | T3 | 2025-01-03T00:00:00Z |
        | Tariff | T4 | 2025-01-04T00:00:00Z |
      When EMP sends GET tariffs?date_from=2025-01-01T00:00:00Z&date_to=2025-01-04T00:00:00Z&limit=1
      Then the link to the next page is an absolute URL of the hub with:
        | date_from | 2025-01-01T00:00:00Z |
        | date_to   | 2025-01-04T00:00:00Z |
        | offset    | 1                    |
        | limit     | 1                    |

    @TRANS-35 @TRANS-32 @TRANS-31
    Scenario Outline: Walking the pages yields each object once, <size> at a time
      Given operator ABC has an agreement with provider EMP
      And ABC has published:
        | Location | L1 | 2025-01-05T00:00:00Z |
        | Location | L2 | 2025-01-04T00:00:00Z |
        | Location | L3 | 2025-01-03T00:00:00Z |
        | Location | L4 | 2025-01-02T00:00:00Z |
        | Location | L5 | 2025-01-01T00:00:00Z |
      When EMP walks the pages of locations?limit=<size>
      Then the walk has yielded "L1, L2, L3, L4, L5" on <pages> pages

      Examples:
        | size | pages |
        | 1    | 5     |
        | 2    | 3     |
        | 5    | 1     |

    @TRANS-36
    Scenario: Objects stand in the order of their creation, and an update does not move them
      Given operator ABC has an agreement with provider EMP
      And ABC has published:
        | Tariff | T1 | 2025-01-03T00:00:00Z |
        | Tariff | T2 | 2025-01-01T00:00:00Z |
        | Tariff | T3 | 2025-01-02T00:00:00Z |
      And ABC changes Tariff T1
      And ABC publishes Tariff T4
      When EMP sends GET tariffs
      Then the data lists "T1, T2, T3, T4"

  Rule: date_from counts, date_to does not

    @TRANS-39 @TRANS-40 @TRANS-28
    Scenario Outline: <query>
      Given operator ABC has an agreement with provider EMP
      And ABC has published:
        | Tariff | T1 | 2025-01-01T00:00:00Z |
        | Tariff | T2 | 2025-01-02T00:00:00Z |
        | Tariff | T3 | 2025-01-03T00:00:00Z |
      When EMP sends GET tariffs?<query>
      Then the data lists "<ids>"
      And the answer carries the header X-Total-Count <total>

      Examples:
        | query                                                       | ids    | total |
        | date_from=2025-01-02T00:00:00Z                              | T2, T3 | 2     |
        | date_from=2025-01-02T00:00:01Z                              | T3     | 1     |
        | date_to=2025-01-02T00:00:00Z                                | T1     | 1     |
        | date_to=2025-01-02T00:00:01Z                                | T1, T2 | 2     |
        | date_from=2025-01-02T00:00:00Z&date_to=2025-01-03T00:00:00Z | T2     | 1     |
        | date_from=2025-01-02T00:00:00&date_to=2025-01-03T00:00:00   | T2     | 1     |
        | date_from=2025-01-02T00:00:00Z&date_to=2025-01-02T00:00:00Z |        | 0     |
        | date_from=2025-01-01T00:00:00Z&limit=1                      | T1     | 3     |

    @TRANS-77
    Scenario Outline: A day that there is not, <query>
      Given operator ABC has an agreement with provider EMP
      When EMP sends GET tariffs?<query>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<parameter>"

      Examples:
        | query                                                            | parameter |
        | date_from=2020-02-30T00:00:00Z                                   | date_from |
        | date_to=0000-01-01T00:00:00Z                                     | date_to   |
        | date_from=2025-02-29T00:00:00Z                                   | date_from |
        | date_to=2025-01-01T24:00:00Z                                     | date_to   |

    @TRANS-77
    Scenario: A fraction of any length is cut
      Given operator ABC has an agreement with provider EMP
      And ABC has published:
        | Tariff | T1 | 2025-01-02T00:00:00Z |
        | Tariff | T2 | 2025-01-03T00:00:00Z |
      When EMP sends GET tariffs?date_from=2025-01-02T00:00:00.0009999999999Z&date_to=2025-01-03T00:00:00.0000001
      Then the data lists "T1"
      When ABC sends PUT tariffs/{cc}/ABC/T3 with the Tariff, where:
        | id           | "T3"                             |
        | last_updated | "2025-03-01T08:00:00.987654321Z" |
      Then the answer is a success
      And EMP has received PUT tariffs/{cc}/ABC/T3
      And its body has:
        | last_updated | "2025-03-01T08:00:00.987Z" |

    @TRANS-41 @LOC-01
    Scenario: A Location is filtered as a whole and listed whole
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And ABC sets EVSE EVSE2 of LOC1 to CHARGING
      When EMP sends GET locations?date_from=2025-03-01T09:00:00Z
      Then the data lists "LOC1"
      And the data has:
        | 0.evses.0.uid    | EVSE1                |
        | 0.evses.1.status | CHARGING             |
        | 0.last_updated   | 2025-03-01T09:00:00Z |

    @TRANS-28 @TRANS-43
    Scenario: The count is of what this partner may see
      Given operator ABC has an agreement with provider EMP
      And operator XYZ has an agreement with provider OTH
      And ABC publishes Tariff T1
      And XYZ publishes Tariff T2
      And XYZ publishes Tariff T3
      When EMP sends GET tariffs
      Then the data lists "T1"
      And the answer carries the header X-Total-Count 1

  Rule: as a client the hub crawls to the end and takes what is valid

    @TRANS-37 @SYNC-07
    Scenario: The hub follows the links
      Given operator ABC has an agreement with provider EMP
      And ABC holds Tariff T1
      And ABC holds Tariff T2
      And ABC holds Tariff T3
      And ABC puts 1 object on a page
      When the hub synchronises with ABC
      Then EMP lists 3 Tariffs

    @TRANS-42 @SYNC-08
    Scenario: An invalid object does not spoil the page
      Given operator ABC has an agreement with provider EMP
      And ABC holds Tariff T1
      And ABC holds Tariff T2, where currency is 978
      And ABC holds Tariff T3
      When the hub synchronises with ABC
      Then EMP lists Tariff T1
      And EMP lists Tariff T3
      And EMP lists no Tariff T2

    @TRANS-38
    Scenario: When the count falls during a crawl the hub looks again one object earlier
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC holds Tariff T1
      And ABC holds Tariff T2
      And ABC holds Tariff T3
      And ABC puts 2 objects on a page
      And ABC loses Tariff T1 after the first page
      When the hub synchronises with ABC
      Then EMP lists Tariff T3

  Rule: a synchronisation takes nothing away that was pushed since it began

    @SYNC-10
    Scenario: A Tariff that is pushed while the hub still pulls Locations
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC answers GET locations 300 ms late
      And the hub begins to synchronise with ABC
      When ABC publishes the Tariff
      And the synchronisation is over
      Then EMP lists the Tariff
