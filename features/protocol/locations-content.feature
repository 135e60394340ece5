Feature: What a Location holds
  The tables of Location, EVSE and Connector, as the hub reads them, and the formats it writes.

  Background:
    Given operator ABC has an agreement with provider EMP

  Rule: what the tables require must be there, at every depth

    @LOC-23 @TRANS-44 @HUB-20
    Scenario: A Location that lacks something is not stored
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time without one of:
        | type                                | address                         | city         |
        | postal_code                         | country                         | coordinates  |
        | coordinates.latitude                | coordinates.longitude           | last_updated |
        | evses.0.uid                         | evses.0.status                  | operator.name |
        | evses.0.connectors                  | evses.0.last_updated            |              |
        | evses.1.connectors.0.id             | evses.1.connectors.0.standard   |              |
        | evses.1.connectors.0.format         | evses.1.connectors.0.power_type |              |
        | evses.1.connectors.0.voltage        | evses.1.connectors.0.amperage   |              |
        | evses.1.connectors.1.last_updated   |                                 |              |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      When ABC sends GET locations/{cc}/ABC/LOC1
      Then the answer is HTTP 404 with status code 2003
      And EMP lists no Location
      And EMP has received no Location

    @LOC-23
    Scenario: The id too
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, without id
      Then the answer is HTTP 200 with status code 2001
      And the status message names "id"

    @LOC-23 @LOC-13 @LOC-14
    Scenario Outline: An <part> that lacks <field>
      Given ABC publishes the Location
      When ABC sends PUT locations/{cc}/ABC/LOC1/<path> with <object>, without <field>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "<field>"
      And EMP lists the Location
      And EMP has received no PUT locations/{cc}/ABC/LOC1/<path>

      Examples:
        | part           | path         | object      | field        |
        | EVSE           | EVSE1        | EVSE EVSE1  | status       |
        | EVSE           | EVSE1        | EVSE EVSE1  | connectors   |
        | EVSE           | EVSE1        | EVSE EVSE1  | last_updated |
        | added EVSE     | EVSE3        | EVSE EVSE3  | uid          |
        | added EVSE     | EVSE3        | EVSE EVSE3  | last_updated |
        | old Connector  | EVSE1/1      | Connector 1 | standard     |
        | old Connector  | EVSE1/1      | Connector 1 | power_type   |
        | old Connector  | EVSE1/1      | Connector 1 | last_updated |

    @LOC-23
    Scenario: The small classes have required fields too
      Given ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | related_locations       | [{"latitude":"51.100000","longitude":"4.200000","name":{"language":"en","text":"Desk"}}] |
        | directions              | [{"language":"en","text":"Left"}] |
        | suboperator             | {"name":"Sub"} |
        | owner                   | {"name":"Own","logo":{"url":"https://own.example/logo","category":"OWNER","type":"png"}} |
        | images                  | [{"url":"https://own.example/1","category":"CHARGER","type":"jpeg"}] |
        | opening_times           | {"twentyfourseven":false,"regular_hours":[{"weekday":1,"period_begin":"08:00","period_end":"20:00"}],"exceptional_closings":[{"period_begin":"2025-12-25T00:00:00Z","period_end":"2025-12-26T00:00:00Z"}]} |
        | energy_mix              | {"is_green_energy":true,"energy_sources":[{"source":"WIND","percentage":100}],"environ_impact":[{"source":"CARBON_DIOXIDE","amount":0}]} |
        | evses.0.status_schedule | [{"period_begin":"2025-12-25T00:00:00Z","status":"INOPERATIVE"}] |
        | evses.0.coordinates     | {"latitude":"51.100000","longitude":"4.200000"} |
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time without one of:
        | related_locations.0.latitude                      | related_locations.0.longitude                   |
        | related_locations.0.name.language                 | related_locations.0.name.text                   |
        | directions.0.language                             | directions.0.text                               |
        | suboperator.name                                  | owner.name                                      |
        | owner.logo.url                                    | owner.logo.type                                 |
        | images.0.url                                      | images.0.category                               |
        | images.0.type                                     | opening_times.regular_hours.0.weekday           |
        | opening_times.regular_hours.0.period_begin        | opening_times.regular_hours.0.period_end        |
        | opening_times.exceptional_closings.0.period_begin | opening_times.exceptional_closings.0.period_end |
        | energy_mix.is_green_energy                        | energy_mix.energy_sources.0.source              |
        | energy_mix.energy_sources.0.percentage            | energy_mix.environ_impact.0.source              |
        | energy_mix.environ_impact.0.amount                | evses.0.status_schedule.0.period_begin          |
        | evses.0.status_schedule.0.status                  | evses.0.coordinates.latitude                    |
        | evses.0.coordinates.longitude                     |                                                 |
      Then every answer is HTTP 200 with status code 2001
      And EMP lists the Location

    @LOC-23 @TRANS-22
    Scenario: Types are not negotiable
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with one of:
        | name                          | 7                   |
        | address                       | ["Quay 1"]          |
        | coordinates                   | "51.9,4.4"          |
        | evses                         | {"uid":"EVSE1"}     |
        | evses.0                       | "EVSE1"             |
        | evses.0.connectors            | {"id":"1"}          |
        | evses.0.connectors.0.voltage  | "230"               |
        | evses.0.connectors.0.amperage | 16.5                |
        | evses.0.capabilities          | "RFID_READER"       |
        | charging_when_closed          | "yes"               |
        | facilities                    | "HOTEL"             |
        | operator                      | "Harbour Charging"  |
        | directions                    | "left"              |
        | opening_times                 | []                  |
        | last_updated                  | 1740816000          |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      And EMP lists no Location

  Rule: texts have limits, counted in characters

    @TRANS-65 @LOC-11
    Scenario: As long as allowed
      Given ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | directions              | [{"language":"en","text":"Left"}] |
        | images                  | [{"url":"https://own.example/1","category":"CHARGER","type":"jpeg"}] |
        | energy_mix              | {"is_green_energy":true} |
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with one text as long as allowed:
        | name                                      | 255 |     |
        | address                                   | 45  |     |
        | city                                      | 45  |     |
        | postal_code                               | 10  |     |
        | time_zone                                 | 255 |     |
        | operator.name                             | 100 |     |
        | operator.website                          | 255 | URL |
        | directions.0.text                         | 512 |     |
        | images.0.url                              | 255 | URL |
        | images.0.type                             | 4   |     |
        | energy_mix.supplier_name                  | 64  |     |
        | energy_mix.energy_product_name            | 64  |     |
        | evses.0.uid                               | 39  |     |
        | evses.0.evse_id                           | 48  |     |
        | evses.0.floor_level                       | 4   |     |
        | evses.0.physical_reference                | 16  |     |
        | evses.0.connectors.0.id                   | 36  |     |
        | evses.0.connectors.0.tariff_id            | 36  |     |
        | evses.0.connectors.0.terms_and_conditions | 255 | URL |
      Then every answer is a success

    @TRANS-65 @LOC-23
    Scenario: One character more
      Given ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | directions              | [{"language":"en","text":"Left"}] |
        | images                  | [{"url":"https://own.example/1","category":"CHARGER","type":"jpeg"}] |
        | energy_mix              | {"is_green_energy":true} |
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with one text a character too long:
        | name                                      | 255 |     |
        | city                                      | 45  |     |
        | postal_code                               | 10  |     |
        | time_zone                                 | 255 |     |
        | operator.name                             | 100 |     |
        | operator.website                          | 255 | URL |
        | directions.0.text                         | 512 |     |
        | directions.0.language                     | 2   |     |
        | images.0.url                              | 255 | URL |
        | images.0.type                             | 4   |     |
        | energy_mix.supplier_name                  | 64  |     |
        | energy_mix.energy_product_name            | 64  |     |
        | evses.0.uid                               | 39  |     |
        | evses.0.evse_id                           | 48  |     |
        | evses.0.floor_level                       | 4   |     |
        | evses.0.physical_reference                | 16  |     |
        | evses.0.connectors.0.id                   | 36  |     |
        | evses.0.connectors.0.tariff_id            | 36  |     |
        | evses.0.connectors.0.terms_and_conditions | 255 | URL |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      And EMP lists the Location

    @TRANS-65 @LOC-11
    Scenario Outline: An id of <length> characters
      When ABC sends PUT locations/{cc}/ABC/<id> with the Location, where id is "<id>"
      Then the answer is HTTP <http> with status code <code>

      Examples:
        | length | id                                       | http | code |
        | 39     | 123456789012345678901234567890123456789  | 201  | 1000 |
        | 40     | 1234567890123456789012345678901234567890 | 200  | 2001 |

    @TRANS-71
    Scenario: Directions in many languages
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | directions | [{"language":"el","text":"Αριστερά"},{"language":"ja","text":"左へ"}] |
        | operator   | {"name":"Ładowanie Błyskawica"}                                       |
      Then the answer is a success
      And EMP has received the Location
      And EMP lists the Location

  Rule: enums are those of 2.1.1 and the adopted extensions

    @TRANS-66 @LOC-11
    Scenario Outline: Every value of <field>
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where <field> is <values>
      Then the answer is a success
      And EMP has received the Location

      Examples:
        | field                        | values |
        | facilities                   | ["HOTEL","RESTAURANT","CAFE","MALL","SUPERMARKET","SPORT","RECREATION_AREA","NATURE","MUSEUM","BUS_STOP","TAXI_STAND","TRAIN_STATION","AIRPORT","CARPOOL_PARKING","FUEL_STATION","WIFI"] |
        | evses.0.capabilities         | ["CHARGING_PROFILE_CAPABLE","CREDIT_CARD_PAYABLE","REMOTE_START_STOP_CAPABLE","RESERVABLE","RFID_READER","UNLOCK_CAPABLE"] |
        | evses.0.parking_restrictions | ["EV_ONLY","PLUGGED","DISABLED","CUSTOMERS","MOTORCYCLES"] |

    @TRANS-66 @LOC-11
    Scenario Outline: Each value of <field>
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with <field> one of:
        | <1> | <2> | <3> | <4> | <5> | <6> | <7> | <8> | <9> |
      Then every answer is a success

      Examples:
        | field                           | 1          | 2              | 3                  | 4           | 5           | 6        | 7       | 8        | 9       |
        | type                            | ON_STREET  | PARKING_GARAGE | UNDERGROUND_GARAGE | PARKING_LOT | OTHER       | UNKNOWN  |         |          |         |
        | evses.0.status                  | AVAILABLE  | BLOCKED        | CHARGING           | INOPERATIVE | OUTOFORDER  | PLANNED  | REMOVED | RESERVED | UNKNOWN |
        | evses.0.connectors.0.format     | SOCKET     | CABLE          |                    |             |             |          |         |          |         |
        | evses.0.connectors.0.power_type | AC_1_PHASE | AC_3_PHASE     | DC                 |             |             |          |         |          |         |

    @TRANS-66 @LOC-11
    Scenario: Each standard of a Connector
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with evses.0.connectors.0.standard one of:
        | CHADEMO              | DOMESTIC_A             | DOMESTIC_B             | DOMESTIC_C             |
        | DOMESTIC_D           | DOMESTIC_E             | DOMESTIC_F             | DOMESTIC_G             |
        | DOMESTIC_H           | DOMESTIC_I             | DOMESTIC_J             | DOMESTIC_K             |
        | DOMESTIC_L           | IEC_60309_2_single_16  | IEC_60309_2_three_16   | IEC_60309_2_three_32   |
        | IEC_60309_2_three_64 | IEC_62196_T1           | IEC_62196_T1_COMBO     | IEC_62196_T2           |
        | IEC_62196_T2_COMBO   | IEC_62196_T3A          | IEC_62196_T3C          | TESLA_R                |
        | TESLA_S              |                        |                        |                        |
      Then every answer is a success

    @TRANS-66 @LOC-11
    Scenario: Each value of the small classes
      Given ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | images     | [{"url":"https://own.example/1","category":"CHARGER","type":"jpeg"}] |
        | energy_mix | {"is_green_energy":false,"energy_sources":[{"source":"WIND","percentage":100}],"environ_impact":[{"source":"CARBON_DIOXIDE","amount":372.5}]} |
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with one of:
        | images.0.category                  | ENTRANCE       |
        | images.0.category                  | LOCATION       |
        | images.0.category                  | NETWORK        |
        | images.0.category                  | OPERATOR       |
        | images.0.category                  | OTHER          |
        | images.0.category                  | OWNER          |
        | energy_mix.energy_sources.0.source | NUCLEAR        |
        | energy_mix.energy_sources.0.source | GENERAL_FOSSIL |
        | energy_mix.energy_sources.0.source | COAL           |
        | energy_mix.energy_sources.0.source | GAS            |
        | energy_mix.energy_sources.0.source | GENERAL_GREEN  |
        | energy_mix.energy_sources.0.source | SOLAR          |
        | energy_mix.energy_sources.0.source | WATER          |
        | energy_mix.environ_impact.0.source | NUCLEAR_WASTE  |
      Then every answer is a success

    @TRANS-66 @LOC-23
    Scenario: Values that 2.1.1 does not have
      Given ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | images     | [{"url":"https://own.example/1","category":"CHARGER","type":"jpeg"}] |
        | energy_mix | {"is_green_energy":false,"energy_sources":[{"source":"WIND","percentage":100}],"environ_impact":[{"source":"CARBON_DIOXIDE","amount":372.5}]} |
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with one of:
        | type                               | Parking_Lot           |
        | facilities                         | ["HOTEL","CASTLE"]    |
        | images.0.category                  | charger               |
        | energy_mix.energy_sources.0.source | MAGIC                 |
        | energy_mix.environ_impact.0.source | NOISE                 |
        | energy_mix.environ_impact.0        | {"category":"NUCLEAR_WASTE","amount":1} |
        | evses.0.status                     | Available             |
        | evses.0.capabilities               | ["RFID"]              |
        | evses.0.parking_restrictions       | ["NONE"]              |
        | evses.0.connectors.0.standard      | IEC_60309_2_SINGLE_16 |
        | evses.0.connectors.0.standard      | MENNEKES              |
        | evses.0.connectors.0.format        | PLUG                  |
        | evses.0.connectors.0.power_type    | AC_5_PHASE            |
      Then every answer is HTTP 200 with status code 2001
      And EMP lists the Location

  Rule: every EVSE has connectors, each with an id of its own

    @LOC-25
    Scenario Outline: <method> <path>, without a connector
      Given ABC publishes the Location
      When ABC sends <method> locations/{cc}/ABC/LOC1<path> with <object>, where <field> is []
      Then the answer is HTTP 200 with status code 2001
      And the status message names "connectors"
      And EMP lists the Location

      Examples:
        | method | path   | object       | field              |
        | PUT    |        | the Location | evses.1.connectors |
        | PATCH  |        | the Location | evses.1.connectors |
        | PUT    | /EVSE1 | EVSE EVSE1   | connectors         |
        | PATCH  | /EVSE1 | EVSE EVSE1   | connectors         |

    @LOC-26
    Scenario Outline: <method> <path>, with the same id twice in an EVSE
      Given ABC publishes the Location
      When ABC sends <method> locations/{cc}/ABC/LOC1<path> with <object>, where <field> is "1"
      Then the answer is HTTP 200 with status code 2001
      And EMP lists the Location

      Examples:
        | method | path   | object       | field                   |
        | PUT    |        | the Location | evses.0.connectors.1.id |
        | PUT    | /EVSE1 | EVSE EVSE1   | connectors.1.id         |
        | PATCH  | /EVSE1 | EVSE EVSE1   | connectors.1.id         |

    @LOC-26
    Scenario: The same id in two EVSEs
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | evses.0.connectors.0.id | A |
        | evses.1.connectors.0.id | A |
      Then the answer is a success
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE2/A with the body {"amperage":63}
      And ABC sends GET locations/{cc}/ABC/LOC1
      Then the data has:
        | evses.0.connectors.0.amperage | 16 |
        | evses.1.connectors.0.amperage | 63 |

  Rule: coordinates are read with any number of decimals and written with 6

    @LOC-27 @LOC-28 @HUB-21
    Scenario Outline: <latitude>, <longitude>
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where coordinates is {"latitude":"<latitude>","longitude":"<longitude>"}
      Then the answer is a success
      And EMP has received PUT locations/{cc}/ABC/LOC1
      And its body has:
        | coordinates | {"latitude":"<north>","longitude":"<east>"} |
      When EMP sends GET locations
      Then the data has 0.coordinates {"latitude":"<north>","longitude":"<east>"}

      Examples:
        | latitude    | longitude    | north      | east        |
        | 51.913070   | 4.482900     | 51.913070  | 4.482900    |
        | 51.9        | 4.4          | 51.900000  | 4.400000    |
        | 51.9130     | 4.48290      | 51.913000  | 4.482900    |
        | 51.9130704  | 4.4829002    | 51.913070  | 4.482900    |
        | -51.9130704 | -120.4829002 | -51.913070 | -120.482900 |
        | 51.91307041234567 | 4.4829005 | 51.913070 | 4.482901 |
        | 0.0         | -0.5         | 0.000000   | -0.500000   |
        | -9.25       | 179.999999   | -9.250000  | 179.999999  |

    @LOC-27 @LOC-28
    Scenario: Coordinates elsewhere, and in a PATCH
      Given ABC publishes the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1 with body:
        """
        {
          "coordinates": { "latitude": "51.91", "longitude": "4.48" },
          "related_locations": [{ "latitude": "51.92", "longitude": "4.49" }]
        }
        """
      Then the answer is a success
      And EMP has received PATCH locations/{cc}/ABC/LOC1
      And its body has:
        | coordinates.latitude         | "51.910000" |
        | coordinates.longitude        | "4.480000"  |
        | related_locations.0.latitude | "51.920000" |
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE1 with the body {"coordinates":{"latitude":"51.93","longitude":"4.5"}}
      And EMP sends GET locations
      Then the data has:
        | 0.coordinates.latitude          | "51.910000" |
        | 0.related_locations.0.longitude | "4.490000"  |
        | 0.evses.0.coordinates.latitude  | "51.930000" |

    @LOC-27 @TRANS-22
    Scenario: What is no coordinate
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with one of:
        | coordinates.latitude  | 51.913070        |
        | coordinates.latitude  | "51"             |
        | coordinates.latitude  | "51."            |
        | coordinates.latitude  | "51,913070"      |
        | coordinates.latitude  | "151.913070"     |
        | coordinates.latitude  | "51.91307 N"     |
        | coordinates.latitude  | ""               |
        | coordinates.longitude | 4.4829           |
        | coordinates.longitude | "1204.482900"    |
        | coordinates.longitude | "+4.482900"      |
        | coordinates.longitude | "east"           |
        | coordinates           | ["51.9","4.4"]   |
      Then every answer is HTTP 200 with status code 2001
      And EMP lists no Location

  Rule: the country has three letters

    @LOC-29
    Scenario: What is no alpha-3 code
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with country one of:
        | "XX" | "NLDX" | "N1D" | "528" | "" | 528 |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault

  Rule: opening hours come in several forms

    @LOC-30
    Scenario Outline: Opening hours given as <form>
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where opening_times is <hours>
      Then the answer is a success
      And EMP has received the Location
      And EMP lists the Location

      Examples:
        | form                    | hours |
        | twentyfourseven         | {"twentyfourseven":true} |
        | regular hours           | {"regular_hours":[{"weekday":1,"period_begin":"08:00","period_end":"20:00"},{"weekday":7,"period_begin":"10:00","period_end":"18:30"}]} |
        | regular hours and false | {"twentyfourseven":false,"regular_hours":[{"weekday":2,"period_begin":"08:00","period_end":"20:00"}]} |
        | the example of 4.19.1   | {"regular_hours":[{"weekday":1,"period_begin":"01:00","period_end":"06:00"}],"twentyfourseven":true,"exceptional_openings":[{"period_begin":"2025-06-21T09:00:00Z","period_end":"2025-06-21T12:00:00Z"}],"exceptional_closings":[{"period_begin":"2025-06-24T00:00:00Z","period_end":"2025-06-25T00:00:00Z"}]} |

    @LOC-31
    Scenario: Hours of a day
      Given ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where opening_times is {"regular_hours":[{"weekday":1,"period_begin":"08:00","period_end":"20:00"}]}
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with one of:
        | opening_times.regular_hours.0.weekday      | 7       |
        | opening_times.regular_hours.0.period_begin | "00:00" |
        | opening_times.regular_hours.0.period_begin | "19:59" |
        | opening_times.regular_hours.0.period_end   | "23:59" |
        | opening_times.regular_hours.0.period_end   | "08:01" |
      Then every answer is a success

    @LOC-31
    Scenario: What is no time of day
      Given ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where opening_times is {"regular_hours":[{"weekday":1,"period_begin":"08:00","period_end":"20:00"}]}
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with one of:
        | opening_times.regular_hours.0.weekday      | 0       |
        | opening_times.regular_hours.0.weekday      | 8       |
        | opening_times.regular_hours.0.weekday      | "1"     |
        | opening_times.regular_hours.0.weekday      | 1.5     |
        | opening_times.regular_hours.0.period_begin | "8:00"  |
        | opening_times.regular_hours.0.period_begin | "08:60" |
        | opening_times.regular_hours.0.period_begin | "0800"  |
        | opening_times.regular_hours.0.period_begin | "24:00" |
        | opening_times.regular_hours.0.period_end   | "24:01" |
        | opening_times.regular_hours.0.period_end   | "29:59" |
        | opening_times.regular_hours.0.period_end   | "20:00:00" |
        | opening_times.regular_hours.0.period_end   | "08:00" |
      Then every answer is HTTP 200 with status code 2001
      And EMP lists the Location

  Rule: only uid is the key of an EVSE

    @LOC-32
    Scenario: EVSEs without an EVSE id
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | evses.0.evse_id | absent |
        | evses.1.evse_id | absent |
      Then the answer is a success
      And EMP has received the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE2 with the body {"status":"CHARGING"}
      And ABC sends GET locations/{cc}/ABC/LOC1
      Then the data has:
        | evses.0.status | AVAILABLE |
        | evses.1.status | CHARGING  |

    @LOC-32
    Scenario: EVSEs with the same EVSE id
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | evses.0.evse_id | NL*ABC*E1 |
        | evses.1.evse_id | NL*ABC*E1 |
      Then the answer is a success
      When ABC sends GET locations/{cc}/ABC/LOC1/NL*ABC*E1
      Then the answer is HTTP 404 with status code 2003

  Rule: a Location need not know its tariffs, nor mention what is standard

    @LOC-33
    Scenario: A tariff that nobody knows
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where evses.0.connectors.0.tariff_id is "NO-SUCH-TARIFF"
      Then the answer is a success
      And EMP has received the Location

    @HUB-07 @TRANS-70
    Scenario: What the operator leaves out is not filled in
      Given ABC publishes the Location
      When EMP sends GET locations
      Then the data has:
        | 0.charging_when_closed    | absent |
        | 0.facilities              | absent |
        | 0.opening_times           | absent |
        | 0.evses.0.status_schedule | absent |

    @TRANS-70 @HUB-21
    Scenario: null is not passed on
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | name                           | null |
        | evses.0.evse_id                | null |
        | evses.0.connectors.0.tariff_id | null |
      Then the answer is a success
      And EMP has received PUT locations/{cc}/ABC/LOC1
      And its body has:
        | name                           | absent |
        | evses.0.evse_id                | absent |
        | evses.0.connectors.0.tariff_id | absent |
