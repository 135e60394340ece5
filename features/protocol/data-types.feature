Feature: Data types
  What the hub reads is wider than what the tables of OCPI say, what it writes is not.

  Rule: a DateTime is UTC, with or without Z

    @TRANS-61 @TRANS-63
    Scenario Outline: <written> is read as <meant>
      Given operator ABC has an agreement with provider EMP
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, where last_updated is "<written>"
      Then the answer is HTTP 201 with status code 1000
      When EMP sends GET tariffs?date_from=<meant>&date_to=<after>
      Then the data lists "TAR1"

      Examples:
        | written                  | meant                | after                |
        | 2025-01-02T10:00:00Z     | 2025-01-02T10:00:00Z | 2025-01-02T10:00:01Z |
        | 2025-01-02T10:00:00      | 2025-01-02T10:00:00Z | 2025-01-02T10:00:01Z |
        | 2025-01-02T10:00:00.250Z | 2025-01-02T10:00:00Z | 2025-01-02T10:00:01Z |
        | 2025-01-02T10:00:00.5    | 2025-01-02T10:00:00Z | 2025-01-02T10:00:01Z |

    @TRANS-62
    Scenario: The hub's own times end with Z and have no fraction
      Given operator ABC
      When ABC sends GET tokens
      Then the answer is an OCPI envelope

    @TRANS-64 @TRANS-22
    Scenario Outline: <written> is refused
      Given operator ABC
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, where last_updated is <written>
      Then the answer is HTTP 200 with status code 2001
      And the status message names "last_updated"

      Examples:
        | written                     |
        | "2025-01-02T10:00:00+00:00" |
        | "2025-01-02T10:00:00+02:00" |
        | "2025-01-02T10:00:00-05:00" |
        | "2025-01-02 10:00:00"       |
        | "2025-01-02"                |
        | "2025-02-30T10:00:00Z"      |
        | "2025-01-02T25:00:00Z"      |
        | 1735812000                  |
        | null                        |

  Rule: lengths count characters, texts may be in any language

    @TRANS-65
    Scenario Outline: <case>
      Given operator ABC
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where <field> is <value>
      Then the answer is HTTP <http> with status code <code>

      Examples:
        | case                         | field       | value                                            | http | code |
        | An address of 45 characters  | address     | "123456789012345678901234567890123456789012345"  | 201  | 1000 |
        | An address of 46 characters  | address     | "1234567890123456789012345678901234567890123456" | 201  | 1000 |
        | 45 characters in 90 bytes    | address     | "ééééééééééééééééééééééééééééééééééééééééééééé"  | 201  | 1000 |
        | 10 characters in 40 bytes    | postal_code | "😀😀😀😀😀😀😀😀😀😀"                           | 201  | 1000 |
        | A country that is none       | country     | "XX"                                             | 200  | 2001 |
        | A country of four letters    | country     | "NLDX"                                           | 200  | 2001 |
        | A floor level of five        | evses.0.floor_level | "floor"                                  | 200  | 2001 |

    @TRANS-71
    Scenario: Names and texts keep their letters
      Given operator ABC has an agreement with provider EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | name    | Žluťoučký kůň – 充电站 |
        | address | Åsögatan 12           |
        | city    | Łódź                  |
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the Location
      And EMP lists the Location

  Rule: enum values are case-sensitive

    @TRANS-66
    Scenario Outline: <field> "<value>"
      Given operator ABC
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where <field> is "<value>"
      Then the answer is HTTP 200 with status code 2001

      Examples:
        | field                         | value      |
        | type                          | on_street  |
        | evses.0.status                | available  |
        | evses.0.status                | FREE       |
        | evses.0.connectors.0.standard | IEC_62196  |
        | evses.0.connectors.0.format   | Socket     |
        | evses.0.connectors.0.power_type | AC       |

  Rule: a number is a JSON number and keeps its decimals

    @TRANS-67
    Scenario Outline: <field> given as <value>
      Given operator ABC
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, where <field> is <value>
      Then the answer is HTTP 200 with status code 2001

      Examples:
        | field                                   | value  |
        | elements.0.price_components.0.price     | "2,00" |
        | elements.0.price_components.0.step_size | "1"    |
        | elements.0.price_components.0.step_size | 1.5    |
        | elements.0.price_components.0.price     | null   |
        | elements.0.price_components.0.price     | true   |

    @TRANS-68
    Scenario Outline: <price> stays <price>
      Given operator ABC has an agreement with provider EMP
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, where elements.0.price_components.0.price is <price>
      Then EMP has received PUT tariffs/{cc}/ABC/TAR1
      And its body has:
        | elements.0.price_components.0.price | <price> |
      When EMP sends GET tariffs
      Then the data has 0.elements.0.price_components.0.price <price>

      Examples:
        | price        |
        | 0.1234       |
        | 1234567.8901 |
        | 0            |
        | 0.00005      |

  Rule: what the hub does not know it passes on

    @TRANS-69 @HUB-07
    Scenario: Unknown properties at any depth
      Given operator ABC has an agreement with provider EMP
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where:
        | parking_fee                     | {"eur": 2.5}  |
        | evses.0.colour                  | "green"       |
        | evses.0.connectors.0.cable_type | ["coiled", 3] |
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the Location
      And EMP lists the Location

    @TRANS-69 @HUB-07
    Scenario: Properties that another kind of object has are unknown here
      Given operator ABC has an agreement with provider EMP
      And EMP publishes the Token
      When ABC sends PUT tariffs/{cc}/ABC/TAR1 with the Tariff, where evses is "none"
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the Tariff
      When ABC sends PUT sessions/{cc}/ABC/SES1 with the Session, where tariffs is "none"
      Then the answer is HTTP 201 with status code 1000
      And EMP has received the Session

  Rule: null, empty and absent mean the same, except where one is required

    @TRANS-70
    Scenario Outline: <field> given as <value>
      Given operator ABC
      When ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, where <field> is <value>
      Then the answer is HTTP <http> with status code <code>

      Examples:
        | field                | value  | http | code |
        | name                 | null   | 201  | 1000 |
        | name                 | absent | 201  | 1000 |
        | operator             | null   | 201  | 1000 |
        | images               | null   | 201  | 1000 |
        | images               | []     | 201  | 1000 |
        | evses                | null   | 201  | 1000 |
        | evses                | []     | 201  | 1000 |
        | evses                | absent | 201  | 1000 |
        | evses.0.evse_id      | null   | 201  | 1000 |
        | evses.0.capabilities | []     | 201  | 1000 |
        | evses.0.connectors   | []     | 200  | 2001 |
        | evses.0.connectors   | null   | 200  | 2001 |
        | evses.0.connectors   | absent | 200  | 2001 |
        | city                 | null   | 200  | 2001 |
