Feature: Extensions
  Fields and enum values of later versions that the market uses on 2.1.1 too: accepted, stored and passed on.

  Background:
    Given operator ABC has an agreement with provider EMP

  Rule: Locations and Tariffs come with or without their owner

    @EXT-01 @HUB-05
    Scenario Outline: <kind> <with>
      When ABC sends PUT <path> with the <kind>, where:
        | country_code | <country> |
        | party_id     | <party>   |
      Then the answer is a success
      And EMP has received PUT <path>
      And its body has:
        | country_code | {cc} |
        | party_id     | ABC  |

      Examples:
        | kind     | with              | path                    | country | party  |
        | Location | with its owner    | locations/{cc}/ABC/LOC1 | {cc}    | ABC    |
        | Location | without its owner | locations/{cc}/ABC/LOC1 | absent  | absent |
        | Tariff   | with its owner    | tariffs/{cc}/ABC/TAR1   | {cc}    | ABC    |
        | Tariff   | without its owner | tariffs/{cc}/ABC/TAR1   | absent  | absent |

  Rule: a Connector may tell its power

    @EXT-02
    Scenario: max_electric_power
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where evses.0.connectors.0.max_electric_power is 11000
      Then the answer is a success
      And EMP has received the Location
      And EMP lists the Location
      When ABC sends PATCH locations/{cc}/ABC/LOC1/EVSE1/1 with the body {"max_electric_power":22000}
      Then the answer is a success
      And EMP has received PATCH locations/{cc}/ABC/LOC1/EVSE1/1
      And its body has:
        | max_electric_power | 22000 |

    @EXT-02 @TRANS-22
    Scenario: What is no power in watts
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with one of:
        | evses.0.connectors.0.max_electric_power | "11000" |
        | evses.0.connectors.0.max_electric_power | 11000.5 |
        | evses.0.connectors.0.max_electric_power | true    |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault

  Rule: a charging period may tell its tariff

    @EXT-03
    Scenario: tariff_id in a Session and in a CDR
      Given EMP publishes the Token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where charging_periods.0.tariff_id is "TAR1"
      Then EMP has received the Session
      And EMP lists the Session
      When ABC sends POST cdrs with the CDR, where charging_periods.0.tariff_id is "TAR1"
      Then EMP has received the CDR
      And EMP lists the CDR

    @EXT-03 @TRANS-65
    Scenario: Its limit
      Given EMP publishes the Token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, each time with one text a character too long:
        | charging_periods.0.tariff_id | 36 |
      Then every answer is HTTP 200 with status code 2001
      When ABC sends POST cdrs with the CDR, each time with one text a character too long:
        | charging_periods.0.tariff_id | 36 |
      Then every answer is HTTP 200 with status code 2001

  Rule: enum values of 2.2.1 that are adopted

    @EXT-04
    Scenario Outline: Facility <value>
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where facilities is ["HOTEL","<value>"]
      Then the answer is a success
      And EMP has received the Location
      And EMP lists the Location

      Examples:
        | value         |
        | BIKE_SHARING  |
        | TRAM_STOP     |
        | METRO_STATION |
        | PARKING_LOT   |

    @EXT-05
    Scenario Outline: Capability <value>
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where evses.1.capabilities is ["<value>"]
      Then the answer is a success
      And EMP has received the Location
      And EMP lists the Location

      Examples:
        | value                            |
        | CHARGING_PREFERENCES_CAPABLE     |
        | CHIP_CARD_SUPPORT                |
        | CONTACTLESS_CARD_SUPPORT         |
        | DEBIT_CARD_PAYABLE               |
        | PED_TERMINAL                     |
        | START_SESSION_CONNECTOR_REQUIRED |
        | TOKEN_GROUP_CAPABLE              |

    @EXT-06
    Scenario Outline: ConnectorType <value>
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where evses.1.connectors.1.standard is "<value>"
      Then the answer is a success
      And EMP has received the Location
      And EMP lists the Location

      Examples:
        | value                |
        | CHAOJI               |
        | DOMESTIC_M           |
        | DOMESTIC_N           |
        | DOMESTIC_O           |
        | GBT_AC               |
        | GBT_DC               |
        | NEMA_5_20            |
        | NEMA_6_30            |
        | NEMA_6_50            |
        | NEMA_10_30           |
        | NEMA_10_50           |
        | NEMA_14_30           |
        | NEMA_14_50           |
        | PANTOGRAPH_BOTTOM_UP |
        | PANTOGRAPH_TOP_DOWN  |

    @EXT-07
    Scenario Outline: TokenType <value>
      When EMP sends PUT tokens/{cc}/EMP/TOK1 with the Token, where:
        | type      | <value> |
        | whitelist | NEVER   |
      Then the answer is a success
      And ABC has received the Token
      And ABC lists the Token

      Examples:
        | value       |
        | AD_HOC_USER |
        | APP_USER    |

    @EXT-08
    Scenario: SessionStatus RESERVATION
      Given EMP publishes the Token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where status is "RESERVATION"
      Then the answer is a success
      And EMP has received the Session
      And EMP lists the Session

    @EXT-09
    Scenario: AuthMethod COMMAND in a Session and in a CDR
      Given EMP publishes the Token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where auth_method is "COMMAND"
      Then EMP has received the Session
      And EMP lists the Session
      When ABC sends POST cdrs with the CDR, where auth_method is "COMMAND"
      Then EMP has received the CDR
      And EMP lists the CDR

  Rule: enum values of 2.2.1 that are not

    @EXT-10 @TRANS-66
    Scenario: In a Location
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, each time with one of:
        | evses.0.connectors.0.power_type | AC_2_PHASE       |
        | evses.0.connectors.0.power_type | AC_2_PHASE_SPLIT |
        | type                            | ALONG_MOTORWAY   |
        | type                            | ON_DRIVEWAY      |
      Then every answer is HTTP 200 with status code 2001
      And every status message names the field at fault
      And EMP lists no Location

    @EXT-10 @TRANS-66
    Scenario: In a Session and in a CDR
      Given EMP publishes the Token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, each time with charging_periods.0.dimensions.0.type one of:
        | CURRENT | ENERGY_EXPORT | ENERGY_IMPORT    | MAX_POWER       |
        | MIN_POWER | POWER       | RESERVATION_TIME | STATE_OF_CHARGE |
      Then every answer is HTTP 200 with status code 2001
      When ABC sends POST cdrs with the CDR, each time with charging_periods.0.dimensions.0.type one of:
        | CURRENT | ENERGY_EXPORT | ENERGY_IMPORT    | MAX_POWER       |
        | MIN_POWER | POWER       | RESERVATION_TIME | STATE_OF_CHARGE |
      Then every answer is HTTP 200 with status code 2001
      And EMP lists no Session
      And EMP lists no CDR

  Rule: an authorization reference travels with the Session and the CDR

    @EXT-11
    Scenario: authorization_reference
      Given EMP publishes the Token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where authorization_reference is "Auth-Ref/2025-0001"
      Then EMP has received the Session
      And EMP lists the Session
      When ABC sends POST cdrs with the CDR, where authorization_reference is "Auth-Ref/2025-0001"
      Then EMP has received the CDR
      And EMP lists the CDR

    @EXT-11 @TRANS-65
    Scenario: Its limit
      Given EMP publishes the Token
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, each time with one text as long as allowed:
        | authorization_reference | 36 |
      Then every answer is a success
      When ABC sends PUT sessions/{cc}/ABC/SES2 with Session SES2, each time with one text a character too long:
        | authorization_reference | 36 |
      Then every answer is HTTP 200 with status code 2001
      When ABC sends POST cdrs with the CDR, each time with one text a character too long:
        | authorization_reference | 36 |
      Then every answer is HTTP 200 with status code 2001
      And EMP lists no CDR
