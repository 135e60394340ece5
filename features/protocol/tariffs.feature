Feature: Tariffs
  Operators push Tariffs on the eMSP interface, providers list them on the CPO interface.

  Background:
    Given operator ABC has an agreement with provider EMP

  Rule: PUT stores a Tariff whole, PATCH changes what it names

    @TAR-03 @ROUTE-28 @HUB-07 @HUB-25
    Scenario: A new Tariff
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff
      Then the answer is HTTP 201 with status code 1000
      And EMP has received PUT tariffs/{cc}/ABC/TAR1
      And EMP has received the Tariff
      When ABC sends GET tariffs/{cc}/ABC/TAR1
      Then the answer is HTTP 200 with status code 1000
      And the data is the Tariff

    @TAR-04 @TRANS-45
    Scenario: A known Tariff is replaced whole
      Given ABC publishes the Tariff
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, where:
        | elements        | [{"price_components":[{"type":"FLAT","price":1,"step_size":1}]}] |
        | tariff_alt_text | absent                                                           |
        | last_updated    | 2025-03-02T00:00:00Z                                             |
      Then the answer is HTTP 200 with status code 1000
      And EMP has received the Tariff
      When ABC sends GET tariffs/{cc}/ABC/TAR1
      Then the data has:
        | elements.length | 1      |
        | tariff_alt_text | absent |

    @TAR-05 @TRANS-46 @TRANS-50 @HUB-25
    Scenario: Elements in a PATCH replace all elements
      Given ABC publishes the Tariff
      When ABC sends PATCH tariffs/{cc}/ABC/TAR1 with the body {"elements":[{"price_components":[{"type":"TIME","price":2,"step_size":60}]}],"last_updated":"2025-03-02T00:00:00Z"}
      Then the answer is HTTP 200 with status code 1000
      And EMP has received PATCH tariffs/{cc}/ABC/TAR1
      And its body is {"elements":[{"price_components":[{"type":"TIME","price":2,"step_size":60}]}],"last_updated":"2025-03-02T00:00:00Z"}
      When EMP sends GET tariffs
      Then the data has:
        | 0.elements       | [{"price_components":[{"type":"TIME","price":2,"step_size":60}]}] |
        | 0.currency       | EUR                  |
        | 0.last_updated   | 2025-03-02T00:00:00Z |
        | 0.tariff_alt_text.0.language | en       |

    @TAR-05 @TRANS-49 @TRANS-51 @HUB-20
    Scenario Outline: A PATCH that would spoil the Tariff: <body>
      Given ABC publishes the Tariff
      When ABC sends PATCH tariffs/{cc}/ABC/TAR1 with the body <body>
      Then the answer is HTTP 200 with status code 2001
      And EMP lists the Tariff
      And EMP has received no PATCH tariffs/{cc}/ABC/TAR1

      Examples:
        | body                              |
        | {"elements":[]}                   |
        | {"elements":null}                 |
        | {"currency":null}                 |
        | {"id":"TAR2"}                     |

    @HUB-28
    Scenario: A provider that does not know the Tariff gets it whole
      Given ABC publishes the Tariff
      And EMP has received the Tariff
      And EMP answers PATCH tariffs with HTTP 404 and status code 2001
      When ABC sends PATCH tariffs/{cc}/ABC/TAR1 with the body {"currency":"SEK"}
      Then EMP has received PUT tariffs/{cc}/ABC/TAR1 2 times
      And EMP has received PUT tariffs/{cc}/ABC/TAR1
      And its body has:
        | currency | SEK |

  Rule: DELETE removes a Tariff

    @TAR-06 @TAR-07 @HUB-25
    Scenario: A Tariff is withdrawn
      Given ABC publishes Tariff TAR1
      And ABC publishes Tariff TAR2
      When ABC sends DELETE tariffs/{cc}/ABC/TAR1
      Then the answer is HTTP 200 with status code 1000
      And EMP has received DELETE tariffs/{cc}/ABC/TAR1
      When EMP sends GET tariffs
      Then the data lists "TAR2"
      And the answer carries the header X-Total-Count 1
      When EMP sends GET tariffs?date_from=2025-01-01T00:00:00Z
      Then the data lists "TAR2"

    @TAR-06 @TAR-07 @TRANS-18 @TRANS-47
    Scenario: Afterwards it is unknown
      Given ABC publishes the Tariff
      And ABC withdraws the Tariff
      When ABC sends GET tariffs/{cc}/ABC/TAR1
      Then the answer is HTTP 404 with status code 2001
      When ABC sends DELETE tariffs/{cc}/ABC/TAR1
      Then the answer is HTTP 404 with status code 2001
      When ABC sends PATCH tariffs/{cc}/ABC/TAR1 with the body {"currency":"SEK"}
      Then the answer is HTTP 404 with status code 2001
      And EMP has received DELETE tariffs/{cc}/ABC/TAR1 1 time

    @TAR-06 @TAR-03
    Scenario: A withdrawn Tariff may come back
      Given ABC publishes the Tariff
      And ABC withdraws the Tariff
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff
      Then the answer is HTTP 201 with status code 1000
      And EMP lists the Tariff

    @TAR-07 @TRANS-59
    Scenario Outline: A Tariff that nobody knows: <id>
      Given ABC publishes the Tariff
      When ABC sends GET tariffs/{cc}/ABC/<id>
      Then the answer is HTTP 404 with status code 2001
      When ABC sends DELETE tariffs/{cc}/ABC/<id>
      Then the answer is HTTP 404 with status code 2001
      And EMP lists the Tariff

      Examples:
        | id   |
        | TAR2 |
        | tar1 |

    @TAR-02 @TRANS-21
    Scenario: No POST
      Given ABC publishes the Tariff
      When ABC tries POST on tariffs/{cc}/ABC/TAR1
      Then every answer is HTTP 405 with status code 2000
      When EMP tries POST, PUT, PATCH and DELETE on tariffs
      Then every answer is HTTP 405 with status code 2000
      And EMP lists the Tariff

  Rule: what the table requires must be there

    @TAR-03 @TAR-09 @TRANS-44 @HUB-20
    Scenario: A Tariff that lacks something is not stored
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, each time without one of:
        | id                                      | currency                            |
        | elements                                | last_updated                        |
        | elements.0.price_components             | elements.0.price_components.0.type  |
        | elements.0.price_components.0.price     | elements.0.price_components.0.step_size |
        | tariff_alt_text.0.language              | tariff_alt_text.0.text              |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      When ABC sends GET tariffs/{cc}/ABC/TAR1
      Then the answer is HTTP 404
      And EMP has received no Tariff

    @TAR-08 @TRANS-70
    Scenario: At least one element, at least one price
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, each time with one of:
        | elements                    | []                       |
        | elements                    | null                     |
        | elements                    | [{}]                     |
        | elements                    | [{"price_components":[]}] |
        | elements.1.price_components | []                       |
        | elements.1.price_components | null                     |
      Then every answer is HTTP 200 with status code 2001
      And EMP lists no Tariff

    @TAR-10 @TAR-11 @TRANS-66 @TRANS-67 @TRANS-65
    Scenario: Restrictions and prices that are none
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, each time with one of:
        | elements.0.restrictions.start_time      | "7:00"         |
        | elements.0.restrictions.start_time      | "24:00"        |
        | elements.0.restrictions.start_time      | "29:59"        |
        | elements.0.restrictions.start_time      | "07:60"        |
        | elements.0.restrictions.end_time        | "07:00:00"     |
        | elements.0.restrictions.end_time        | 700            |
        | elements.0.restrictions.start_date      | "2025-3-1"     |
        | elements.0.restrictions.start_date      | "01-03-2025"   |
        | elements.0.restrictions.start_date      | "2025-13-01"   |
        | elements.0.restrictions.end_date        | "2025-03-01T00:00:00Z" |
        | elements.0.restrictions.min_kwh         | "1"            |
        | elements.0.restrictions.max_duration    | 1.5            |
        | elements.0.restrictions.day_of_week     | ["SUN"]        |
        | elements.0.restrictions.day_of_week     | "SUNDAY"       |
        | elements.0.price_components.0.type      | "POWER"        |
        | elements.0.price_components.0.price     | "2,00"         |
        | elements.0.price_components.0.step_size | 0.5            |
        | currency                                | "EURO"         |
        | tariff_alt_url                          | "not a url"    |
        | energy_mix                              | {"energy_sources":[]} |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      And EMP lists no Tariff

    @TAR-10 @TAR-11 @TRANS-66
    Scenario: Restrictions of every kind are passed on
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, where elements is [{"price_components":[{"type":"ENERGY","price":0.25,"step_size":1},{"type":"FLAT","price":1.5,"step_size":1},{"type":"PARKING_TIME","price":2,"step_size":900},{"type":"TIME","price":0.0001,"step_size":60}],"restrictions":{"start_time":"00:00","end_time":"23:59","start_date":"2025-01-01","end_date":"2026-01-01","min_kwh":0.5,"max_kwh":50,"min_power":3.7,"max_power":150,"min_duration":0,"max_duration":7200,"day_of_week":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"]}}]
      Then the answer is a success
      And EMP has received the Tariff
      And EMP lists the Tariff

    @TAR-12
    Scenario: A free tariff
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, where elements is [{"price_components":[{"type":"FLAT","price":0,"step_size":0}]}]
      Then the answer is a success
      And EMP has received the Tariff

    @TAR-05 @HUB-07
    Scenario: The order of elements stays
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, where elements is [{"price_components":[{"type":"TIME","price":3,"step_size":1}],"restrictions":{"start_time":"18:00"}},{"price_components":[{"type":"TIME","price":1,"step_size":1}],"restrictions":{"start_time":"06:00"}},{"price_components":[{"type":"TIME","price":2,"step_size":1}]}]
      And EMP sends GET tariffs
      Then the data at 0 is the Tariff

  Rule: providers list the Tariffs of all agreed operators

    @TAR-01
    Scenario Outline: tariffs<query>
      Given operator XYZ has an agreement with provider EMP
      And ABC has published:
        | Tariff | T1 | 2025-03-01T08:00:00Z |
        | Tariff | T2 | 2025-03-02T08:00:00Z |
      And XYZ has published:
        | Tariff | T3 | 2025-03-03T08:00:00Z |
      When EMP sends GET tariffs<query>
      Then the answer is HTTP 200 with status code 1000
      And the data is a list
      And the data lists "<ids>"
      And the answer carries the header X-Total-Count <total>

      Examples:
        | query                           | ids        | total |
        |                                 | T1, T2, T3 | 3     |
        | ?date_from=2025-03-02T08:00:00Z | T2, T3     | 2     |
        | ?date_to=2025-03-02T08:00:00Z   | T1         | 1     |
        | ?limit=2&offset=2               | T3         | 3     |

    @HUB-01 @HUB-02
    Scenario: The operator is out of reach
      Given ABC publishes the Tariff
      And ABC cannot be reached
      When EMP sends GET tariffs
      Then the data at 0 is the Tariff
