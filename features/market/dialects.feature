Feature: Each partner in its dialect
  Some systems refuse every field that 2.1.1 does not have, others live from extensions. Each gets what it can read:
  `extensions` is `owner` unless somebody says otherwise, and a partner that refuses what the hub adds teaches `none`.

  Rule: who is pushed to and refuses unknown fields gets everything on default options

    @EXT-19 @EXT-20 @HUB-05 @HUB-06
    Scenario Outline: A provider with a closed schema refuses with <how>
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      And EMP refuses what is not 2.1.1-d2 with <how>
      When ABC publishes the Location
      Then EMP has taken PUT locations/{cc}/ABC/LOC1 with:
        | country_code | absent |
        | party_id     | absent |
        | city         | Rotterdam |
      And the extensions of EMP read "none, learnt"
      And the trace of EMP tells "refused with additions of the hub: sent again without extensions"
      When ABC publishes the Tariff
      Then EMP has taken PUT tariffs/{cc}/ABC/TAR1 with:
        | country_code | absent |
      And EMP has received PUT tariffs/{cc}/ABC/TAR1 1 times
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where:
        | auth_method             | COMMAND     |
        | status                  | RESERVATION |
        | authorization_reference | REF-1       |
      Then EMP has taken PUT sessions/{cc}/ABC/SES1 with:
        | auth_method             | AUTH_REQUEST |
        | status                  | PENDING      |
        | authorization_reference | absent       |
      When ABC sends POST cdrs with the CDR, where:
        | auth_method                  | COMMAND |
        | location.country_code        | {cc}    |
        | tariffs.0.party_id           | ABC     |
        | charging_periods.0.tariff_id | TAR1    |
      Then EMP has taken POST cdrs with:
        | auth_method                  | AUTH_REQUEST |
        | location.country_code        | absent       |
        | tariffs.0.party_id           | absent       |
        | charging_periods.0.tariff_id | absent       |
      When EMP sends GET locations
      Then everything in the data is 2.1.1-d2: Location

      Examples:
        | how                     |
        | HTTP 400 and no words   |
        | HTTP 400 and HTML       |
        | HTTP 422 and its detail |
        | HTTP 422 and bare words |
        | HTTP 200 and 2001       |
        | HTTP 400 and 2001       |
        | HTTP 200 and 2000       |
        | HTTP 200 and 2002       |
        | HTTP 409 and no words   |

    @EXT-19 @EXT-20 @EXT-21
    Scenario: An operator with a closed schema
      Given operator ABC has an agreement with provider EMP
      And ABC refuses what is not 2.1.1-d2 with the name of what it refuses
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where:
        | type    | APP_USER |
        | loyalty | gold     |
      Then ABC has taken PUT tokens/{cc}/EMP/TOK1 with:
        | type    | OTHER     |
        | loyalty | absent    |
      And the profile of ABC has:
        | drops | APP_USER,loyalty |
      When EMP sends PUT tokens/{cc}/EMP/TOK2 with Token TOK2, where type is "APP_USER"
      Then ABC has taken PUT tokens/{cc}/EMP/TOK2 with:
        | type | OTHER |
      And ABC has received PUT tokens/{cc}/EMP/TOK2 1 times
      When ABC sends POST tokens/TOK2/authorize?type=OTHER
      Then the data has allowed ALLOWED
      And everything in the data is 2.1.1-d2: AuthorizationInfo
      And EMP has received POST tokens/TOK2/authorize
      And its query has type APP_USER

    @EXT-20
    Scenario: A refusal that names what the owner sent teaches that name alone
      Given operator ABC has an agreement with provider EMP
      And EMP refuses whatever has max_electric_power
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | evses.0.connectors.0.max_electric_power | 11000           |
        | facilities                              | ["BIKE_SHARING"] |
      Then EMP has taken PUT locations/{cc}/ABC/LOC1 with:
        | evses.0.connectors.0.max_electric_power | absent           |
        | facilities                              | ["BIKE_SHARING"] |
        | country_code                            | {cc}             |
      And the extensions of EMP read "owner"
      And the profile of EMP has:
        | drops | max_electric_power |
      And the trace of EMP tells "the refusal names max_electric_power: sent again without"
      When EMP sends GET locations
      Then the data has:
        | 0.evses.0.connectors.0.max_electric_power | absent |
        | 0.country_code                            | {cc}   |

    @EXT-20
    Scenario: A refusal of something that 2.1.1 has teaches nothing
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT locations with status code 2001
      When ABC publishes the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1 2 times
      And the extensions of EMP read "owner"

    @EXT-20
    Scenario: What was refused before is sent again, and one command takes back what was learnt
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      And EMP refuses what is not 2.1.1-d2 with HTTP 200 and 2001
      When ABC sends POST cdrs with the CDR, where authorization_reference is "REF-1"
      Then EMP has received POST cdrs
      And the delivery to EMP has failed 1 time
      When ABC publishes the Location
      Then the extensions of EMP read "none, learnt"
      And EMP has taken POST cdrs with:
        | id                      | CDR1   |
        | authorization_reference | absent |
      Given EMP reads with tolerance again
      And the connection of EMP has the option extensions "owner"
      Then the extensions of EMP read "owner"
      When ABC publishes Location LOC2
      Then EMP has taken PUT locations/{cc}/ABC/LOC2 with:
        | country_code | {cc} |

    @EXT-20
    Scenario: A strict connection teaches nothing
      Given operator ABC has an agreement with provider EMP
      And the connection of EMP has the option strict true
      And EMP refuses what is not 2.1.1-d2 with HTTP 200 and 2001
      When ABC publishes the Location
      Then EMP has received PUT locations/{cc}/ABC/LOC1 1 times
      And the extensions of EMP read "owner"

  Rule: who only pulls gets everything once the one question is answered

    @EXT-19 @EXT-23 @EXT-21
    Scenario Outline: <party>, a <role> that offers nothing, answers that it refuses unknown fields
      Given operator ABC has an agreement with provider EMP
      And ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | address                                 | Rue du Faubourg Saint-Honore 1234 bis, Batiment C |
        | facilities                              | ["HOTEL","BIKE_SHARING"] |
        | parking_fee                             | {"eur":2.5}              |
        | evses.0.connectors.0.standard           | CHAOJI                   |
        | evses.1.connectors.0.standard           | NEMA_5_20                |
        | evses.1.connectors.1.standard           | GBT_DC                   |
      And EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where type is "APP_USER"
      And ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where status is "RESERVATION"
      And ABC sends POST cdrs with the CDR, where location.evses.0.connectors.0.standard is "CHAOJI"
      And ABC publishes the Tariff
      And the connection of <party> has the option extensions "none"
      When <party> sends GET <list>
      Then everything in the data is 2.1.1-d2: <kind>
      And the data is a list of 1 object

      Examples:
        | party | role     | list      | kind     |
        | EMP   | provider | locations | Location |
        | EMP   | provider | tariffs   | Tariff   |
        | EMP   | provider | sessions?date_from=2020-01-01T00:00:00Z | Session |
        | EMP   | provider | cdrs      | CDR      |
        | ABC   | operator | tokens    | Token    |

    @EXT-19 @LOC-37
    Scenario: What is withheld, cut and left out of a Location
      Given operator ABC has an agreement with provider EMP
      And the connection of EMP has the option extensions "none"
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | address                       | Rue du Faubourg Saint-Honore 1234 bis, Batiment C |
        | facilities                    | ["BIKE_SHARING"] |
        | evses.0.connectors.0.standard | CHAOJI           |
        | evses.1.connectors.0.standard | NEMA_5_20        |
        | evses.1.connectors.1.standard | GBT_DC           |
      Then EMP has taken PUT locations/{cc}/ABC/LOC1 with:
        | address                       | Rue du Faubourg Saint-Honore 1234 bis, Batime |
        | facilities                    | absent                     |
        | evses.0.uid                   | EVSE1                      |
        | evses.0.connectors.0.id       | 2                          |
        | evses.0.connectors.1          | absent                     |
        | evses.1                       | absent                     |
      Given the next request is addressed to ABC
      When EMP sends GET locations/LOC1/EVSE1
      Then everything in the data is 2.1.1-d2: EVSE
      And the data has connectors.0.id "2"
      Given the next request is addressed to ABC
      When EMP sends GET locations/LOC1/EVSE2
      Then the answer is HTTP 404
      Given the next request is addressed to ABC
      When EMP sends GET locations/LOC1/EVSE1/1
      Then the answer is HTTP 404
      When ABC sets EVSE EVSE2 of LOC1 to CHARGING
      And ABC sets EVSE EVSE1 of LOC1 to CHARGING
      Then EMP has received PATCH locations/{cc}/ABC/LOC1/EVSE1
      And EMP has received no PATCH locations/{cc}/ABC/LOC1/EVSE2
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE1/2 with the body {"standard":"CHAOJI"}
      Then EMP has taken PUT locations/{cc}/ABC/LOC1 with:
        | evses | absent |
      And EMP has received no PATCH locations/{cc}/ABC/LOC1/EVSE1/2

    @EXT-19 @EXT-20
    Scenario: why says what the dialect changed
      Given operator ABC has an agreement with provider EMP
      And the connection of EMP has the option extensions "none"
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | parking_fee                   | {"eur":2.5}      |
        | evses.0.connectors.0.standard | CHAOJI           |
      Then EMP has received PUT locations/{cc}/ABC/LOC1
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "delivered"
      And a reason mentions "option extensions"
      And a reason mentions "parking_fee was left out"
      And a reason mentions "CHAOJI"

    @EXT-19 @EXT-22
    Scenario: Every field and no extension
      Given operator ABC has an agreement with provider EMP
      And the administrator sets nulls of the profile of EMP to "explicit"
      And the connection of EMP has the option extensions "none"
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where opening_times is absent
      Then EMP has taken PUT locations/{cc}/ABC/LOC1 with:
        | images                | []     |
        | evses.0.directions    | []     |
        | opening_times         | null   |
        | evses.0.floor_level   | null   |
        | country_code          | absent |

  Rule: on defaults the hub adds the owner to Locations and Tariffs, and passes on what owners sent

    @EXT-19 @HUB-05 @HUB-06 @HUB-07
    Scenario: owner
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      When ABC publishes the Location
      Then EMP has taken PUT locations/{cc}/ABC/LOC1 with:
        | country_code | {cc} |
        | party_id     | ABC  |
      When ABC sends the Session
      Then EMP has taken PUT sessions/{cc}/ABC/SES1 with:
        | location.country_code | absent |
      When ABC sends POST cdrs with the CDR, where:
        | tariffs.0.party_id  | ABC   |
        | authorization_reference | REF-1 |
      Then EMP has taken POST cdrs with:
        | location.country_code   | absent |
        | tariffs.0.country_code  | absent |
        | tariffs.0.party_id      | ABC    |
        | authorization_reference | REF-1  |

    @EXT-19 @HUB-06
    Scenario: all
      Given operator ABC has an agreement with provider EMP
      And the connection of EMP has the option extensions "all"
      And EMP publishes the Token
      When ABC sends the Session
      Then EMP has taken PUT sessions/{cc}/ABC/SES1 with:
        | location.country_code | {cc} |
        | location.party_id     | ABC  |
      When ABC sends the CDR
      Then EMP has taken POST cdrs with:
        | location.country_code  | {cc} |
        | tariffs.0.country_code | {cc} |
        | tariffs.0.party_id     | ABC  |
      When EMP sends GET cdrs
      Then the data has:
        | 0.location.country_code  | {cc} |
        | 0.tariffs.0.country_code | {cc} |
      When ABC sends POST cdrs with the CDR
      Then the answer is HTTP 200 with status code 1000
