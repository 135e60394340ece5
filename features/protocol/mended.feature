Feature: What can be read in one way only
  What no reader can misunderstand is taken, mended and noted, or passed on as it is; a strict connection refuses it.

  Background:
    Given operator ABC has an agreement with provider EMP

  Rule: it is mended for everybody, and told

    @TRANS-80
    Scenario Outline: <case>, in a push and in a list
      When ABC sends PUT <path> with the <kind>, where <field> is <written>
      Then the answer is a success
      And EMP has received PUT <path>
      And its body has:
        | <field> | <read> |
      And the trace of ABC tells '<told>'
      Given the connection of ABC has the option strict true
      When ABC sends PUT <path> with the <kind>, where <field> is <written>
      Then the answer is HTTP 200 with status code 2001

      Examples:
        | case                   | kind     | path                    | field                               | written     | read       | told                          |
        | a price in quotes      | Tariff   | tariffs/{cc}/ABC/TAR1   | elements.0.price_components.0.price | "2.00"      | 2          | "2.00" was read as 2          |
        | a country of two       | Location | locations/{cc}/ABC/LOC1 | country                             | "NL"        | NLD        | "NL" was read as "NLD"        |
        | a country in small     | Location | locations/{cc}/ABC/LOC1 | country                             | "de"        | DEU        | "de" was read as "DEU"        |

    @TRANS-80 @LOC-27
    Scenario Outline: Coordinates with <digits> decimals
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where coordinates.latitude is "<written>"
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And its body has:
        | coordinates.latitude | "<read>" |
      And the trace of ABC tells "degrees with 6 decimals"

      Examples:
        | digits | written             | read      |
        | 7      | 51.0475991          | 51.047599 |
        | 15     | 51.047599812345678  | 51.047600 |

    @TRANS-80 @TRANS-67
    Scenario Outline: A price of <written> is no number
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, where elements.0.price_components.0.price is <written>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "price"

      Examples:
        | written  |
        | "2,00"   |
        | "2.00 €" |
        | " 2.00"  |
        | "0x10"   |
        | ""       |

    @TRANS-80 @LOC-27
    Scenario: A Session as the specification shows one: a country of two letters, five decimals
      Given EMP publishes the Token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | location.country               | "BE"       |
        | location.coordinates.latitude  | "51.04759" |
        | location.coordinates.longitude | "3.72994"  |
      Then the answer is HTTP 201 with status code 1000
      And EMP has received PUT sessions/{cc}/ABC/SES1
      And its body has:
        | location.country               | BEL         |
        | location.coordinates.latitude  | "51.047590" |
        | location.coordinates.longitude | "3.729940"  |
      And the trace of ABC tells '"BE" was read as "BEL"'
      Given the connection of ABC has the option strict true
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where location.country is "BE"
      Then the answer is HTTP 200 with status code 2001

    @TRANS-80 @TRANS-67 @LOC-29
    Scenario Outline: The <kind> that the specification shows (<which>)
      Given EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where auth_id is "DE8ACC12E46L89"
      When ABC sends <request> with the example "<which>" of the specification
      Then the answer is HTTP 201 with status code 1000
      And EMP has received <request>
      And its body has:
        | auth_id                       | DE8ACC12E46L89 |
        | location.country              | BEL            |
        | location.coordinates.latitude | "3.729944"     |
        | location.evses.0.uid          | "3256"         |
        | total_cost                    | <cost>         |
        | <field>                       | <value>        |
      And the trace of ABC tells '"BE" was read as "BEL"'

      Examples:
        | kind    | which           | request                   | cost | field                                         | value     |
        | CDR     | of two hours    | POST cdrs                 | 4    | tariffs.0.elements.0.price_components.0.price | 2         |
        | Session | just started    | PUT sessions/{cc}/ABC/101 | 2.5  | kwh                                           | 0         |
        | Session | short, finished | PUT sessions/{cc}/ABC/101 | 8.5  | charging_periods.1.dimensions.0.volume        | 41000     |

    @TRANS-80 @CDR-09 @CDR-10 @SYNC-09
    Scenario: The same CDR in mended form is the same CDR
      Given EMP publishes the Token
      When ABC sends POST cdrs with the CDR, where:
        | location.country                               | "NL"         |
        | location.coordinates.latitude                  | "51.9130701" |
        | tariffs.0.elements.0.price_components.0.price  | "0.25"       |
      Then the answer is HTTP 201 with status code 1000
      When ABC sends POST cdrs with the CDR, where:
        | location.country                               | "NLD"       |
        | location.coordinates.latitude                  | "51.913070" |
        | tariffs.0.elements.0.price_components.0.price  | 0.25        |
      Then the answer is HTTP 200 with status code 1000
      When ABC sends POST cdrs with the CDR, where:
        | location.country                               | "NLD"       |
        | location.coordinates.latitude                  | "51.913070" |
        | tariffs.0.elements.0.price_components.0.price  | "0.26"      |
      Then the answer is HTTP 200 with status code 2001

  Rule: it is passed on as it came, and told

    @LOC-37
    Scenario Outline: Hours from <begin> to <end>
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where opening_times is {"regular_hours":[{"weekday":1,"period_begin":"<begin>","period_end":"<end>"}]}
      Then the answer is a success
      And EMP has received the Location
      And EMP lists the Location
      And the trace of ABC tells "<told>"
      Given the connection of ABC has the option strict true
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where opening_times is {"regular_hours":[{"weekday":1,"period_begin":"<begin>","period_end":"<end>"}]}
      Then the answer is HTTP 200 with status code 2001
      And the status message names "period_end"

      Examples:
        | begin | end   | told                          |
        | 08:00 | 00:00 | must be later than            |
        | 08:00 | 24:00 | a time of day from 00:00 to   |
        | 22:00 | 02:00 | must be later than            |

    @LOC-37
    Scenario: A long address
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where address is "Rue du Faubourg Saint-Honore 1234 bis, Batiment C"
      Then the answer is a success
      And EMP has received the Location
      And EMP lists the Location
      And the trace of ABC tells "must be at most 45 characters"
      Given the connection of ABC has the option strict true
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where address is "Rue du Faubourg Saint-Honore 1234 bis, Batiment C"
      Then the answer is HTTP 200 with status code 2001

    @TRANS-80
    Scenario Outline: Hours that a strict connection takes too: <hours>
      Given the connection of ABC has the option strict true
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where opening_times is <hours>
      Then the answer is a success

      Examples:
        | hours                                                                                                  |
        | {"twentyfourseven":false,"regular_hours":[{"weekday":2,"period_begin":"08:00","period_end":"20:00"}]}  |
        | {"exceptional_closings":[{"period_begin":"2025-06-24T00:00:00Z","period_end":"2025-06-25T00:00:00Z"}]} |
        | {}                                                                                                     |

  Rule: what is ambiguous is refused

    @LOC-36
    Scenario: Two EVSEs of one uid
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where evses.1.uid is "EVSE1"
      Then the answer is HTTP 200 with status code 2001
      And the status message names "/evses/1/uid"
      And EMP lists no Location
      When EMP publishes the Token
      And ABC sends POST cdrs with the CDR, where location.evses is [{"uid":"E","status":"CHARGING","last_updated":"2025-03-01T08:00:00Z","connectors":[{"id":"1","standard":"IEC_62196_T2","format":"CABLE","power_type":"AC_3_PHASE","voltage":230,"amperage":16,"last_updated":"2025-03-01T08:00:00Z"}]},{"uid":"E","status":"CHARGING","last_updated":"2025-03-01T08:00:00Z","connectors":[{"id":"1","standard":"IEC_62196_T2","format":"CABLE","power_type":"AC_3_PHASE","voltage":230,"amperage":16,"last_updated":"2025-03-01T08:00:00Z"}]}]
      Then the answer is HTTP 200 with status code 2001

  Rule: an optional list that is empty is left out of a whole object, and empties one by PATCH

    @EXT-22 @TRANS-70
    Scenario: facilities
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | facilities           | [] |
        | evses.0.capabilities | [] |
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      And its body has:
        | facilities           | absent |
        | evses.0.capabilities | absent |
      When ABC sends PATCH locations/{cc}/ABC/LOC1 with the body {"facilities":["HOTEL"]}
      And ABC sends PATCH locations/{cc}/ABC/LOC1 with the body {"facilities":[]}
      Then EMP has received PATCH locations/{cc}/ABC/LOC1 2 times
      And its body has:
        | facilities | [] |
      When EMP sends GET locations
      Then the data has:
        | 0.facilities           | absent |
        | 0.evses.0.capabilities | absent |
      When EMP sends GET tariffs
      Then the data is a list of 0 objects

    @EXT-22 @CDR-03
    Scenario: tariffs of a CDR
      Given EMP publishes the Token
      When ABC sends POST cdrs with the CDR, where tariffs is []
      Then the answer is HTTP 201 with status code 1000
      And EMP has received POST cdrs
      And its body has:
        | tariffs | absent |
      When ABC sends POST cdrs with the CDR, where tariffs is absent
      Then the answer is HTTP 200 with status code 1000
