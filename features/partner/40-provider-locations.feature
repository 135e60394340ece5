@emsp @writes
Feature: Locations at a provider
  An operator pushes its Locations, EVSEs and Connectors to the provider.

  Rule: what is put is what can be read

    @LOC-11
    Scenario: A new Location is stored
      Given it offers locations
      When we send PUT locations/{ours} with our Location
      Then it takes it
      And it has our Location as sent

    @LOC-11
    Scenario Outline: A Location with <which> optional field is stored
      Given it takes our Location
      When we send PUT locations/{ours} with our Location of <which> optional field
      Then it takes it
      And it has our Location with all its fields

      Examples:
        | which |
        | every |
        | no    |

    @LOC-12
    Scenario: A known Location is replaced with all its EVSEs
      Given it has stored our Location
      When we send PUT locations/{ours} with our Location, where name is "Renamed" and without evses.1
      Then it takes it
      And it has our Location as sent

    @TRANS-45
    Scenario: A PUT leaves nothing of what was there
      Given it has stored our Location
      When we send PUT locations/{ours} with our Location, without time_zone
      Then it takes it
      And it has our Location, without time_zone

    @LOC-13
    Scenario: A new EVSE is added, the others stay
      Given it has stored our Location
      When we send PUT locations/{ours}/{E3} with our EVSE
      Then it takes it
      And it has our EVSE beside the others

    @LOC-14
    Scenario: A new Connector is added to its EVSE, the others stay
      Given it has stored our Location
      When we send PUT locations/{ours}/{E1}/3 with our Connector
      Then it takes it
      And it has our Connector beside the others

    @LOC-15
    Scenario Outline: <method> of <part> whose parent is unknown is refused
      Given it has stored our Location
      When we send <method> locations/<path> with <what>
      Then it answers HTTP 404

      Examples:
        | method | part        | path                | what                   |
        | PUT    | an EVSE     | {unknown}/{E3}      | our EVSE               |
        | PATCH  | an EVSE     | {unknown}/{E3}      | {"status": "CHARGING"} |
        | PUT    | a Connector | {ours}/{E3}/3       | our Connector          |
        | PATCH  | a Connector | {ours}/{E3}/3       | {"amperage": 16}       |

    @LOC-16
    Scenario: A change of an EVSE makes its Location newer
      Given it has stored our Location
      When we send PATCH locations/{ours}/{E1} with {"status": "CHARGING", "last_updated": "2026-03-01T08:00:00Z"}
      Then it takes it
      And it has our Location with last_updated "2026-03-01T08:00:00Z"

    @LOC-17
    Scenario: A PATCH of a Location changes what it names
      Given it has stored our Location
      When we send PATCH locations/{ours} with {"name": "Renamed", "last_updated": "2026-03-01T08:00:00Z"}
      Then it takes it
      And it has our Location, where name is "Renamed"

    @LOC-18
    Scenario: A PATCH of the status of an EVSE changes nothing else
      Given it has stored our Location
      When we send PATCH locations/{ours}/{E1} with {"status": "CHARGING", "last_updated": "2026-03-01T08:00:00Z"}
      Then it takes it
      And it has our Location, where evses.0.status is "CHARGING"

    @LOC-19
    Scenario: A PATCH of a Connector changes what it names
      Given it has stored our Location
      When we send PATCH locations/{ours}/{E1}/1 with {"amperage": 16, "last_updated": "2026-03-01T08:00:00Z"}
      Then it takes it
      And it has our Location, where evses.0.connectors.0.amperage is 16

    @LOC-20
    Scenario: An EVSE that is removed can still be read
      Given it has stored our Location
      When we send PATCH locations/{ours}/{E1} with {"status": "REMOVED", "last_updated": "2026-03-01T08:00:00Z"}
      Then it takes it
      And GET locations/{ours}/{E1} shows status "REMOVED"

    @LOC-22
    Scenario Outline: <what> can be read by itself
      Given it has stored our Location
      When we send GET locations/{ours}/<path>
      Then the data is <part> of our Location

      Examples:
        | what        | path   | part                 |
        | An EVSE     | {E1}   | evses.0              |
        | A Connector | {E2}/4 | evses.1.connectors.1 |

    @LOC-21
    Scenario Outline: <method> is not for <what>
      Given it has stored our Location
      When we send <method> locations/<path> with {}
      Then it answers HTTP 405

      Examples:
        | method | what     | path        |
        | DELETE | Location | {ours}      |
        | DELETE | EVSEs    | {ours}/{E1} |
        | POST   | Location | {ours}      |

    @TRANS-47
    Scenario: A PATCH of an unknown Location is refused and creates nothing
      Given it takes a PATCH of our Location
      When we send PATCH locations/{ours} with {"name": "Nobody knows me"}
      Then it answers HTTP 404
      And it does not know our Location

    @TRANS-52
    Scenario: A PATCH may come without last_updated
      Given it has stored our Location
      When we send PATCH locations/{ours}/{E1} with {"status": "CHARGING"}
      Then it takes it

    @TRANS-50
    Scenario: A nested object in a PATCH replaces the whole
      Given it has stored our Location
      When we send PATCH locations/{ours} with {"operator": {"name": "B", "website": "https://b.example"}, "last_updated": "2026-03-01T08:00:00Z"}
      Then it takes it
      And it has our Location, where operator is {"name": "B", "website": "https://b.example"}

    @TRANS-51
    Scenario: Null clears an optional field
      Given it has stored our Location
      When we send PATCH locations/{ours} with {"name": null, "last_updated": "2026-03-01T08:00:00Z"}
      Then it takes it
      And it has our Location, without name

    @TRANS-49
    Scenario: A PATCH that makes a Location invalid is refused and changes nothing
      Given it has stored our Location
      When we send PATCH locations/{ours} with {"type": "MOON", "last_updated": "2026-03-01T08:00:00Z"}
      Then it refuses it
      And it has our Location as it was

    @TRANS-19
    Scenario: A new Location gets HTTP 201
      Given it takes our Location
      When we send PUT locations/{ours} with our Location
      Then it answers HTTP 201, if it takes it

    @TRANS-13
    Scenario: The answer to a push has no data
      Given it takes our Location
      When we send PUT locations/{ours} with our Location
      Then the answer has no data

    @TRANS-59
    Scenario: Ids of Locations are case-sensitive
      Given it has stored our Location
      When we send GET locations/{OURS}
      Then it does not show it

    @TRANS-59 @needs-LOC-22
    Scenario: Uids of EVSEs are case-sensitive
      Given it has stored our Location
      When we send GET locations/{ours}/{e1}
      Then it does not show it

    @TRANS-18
    Scenario: A Location that nobody put is unknown
      Given it takes our Location
      When we send GET locations/{ours}
      Then it answers HTTP 404

  Rule: what is no Location is refused, and nothing is stored

    @LOC-23
    Scenario Outline: A Location without <field> is refused
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, without <field>
      Then it refuses it
      And it does not know our Location

      Examples:
        | field                              |
        | id                                 |
        | type                               |
        | address                            |
        | city                               |
        | postal_code                        |
        | country                            |
        | coordinates                        |
        | last_updated                       |
        | evses.0.status                     |
        | evses.0.last_updated               |
        | evses.0.connectors.0.power_type    |
        | evses.0.connectors.0.voltage       |
        | evses.0.connectors.0.last_updated  |

    @LOC-25
    Scenario: An EVSE without Connectors is refused
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where evses.0.connectors is []
      Then it refuses it

    @LOC-24
    Scenario: An id that is not that of the URL is refused
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where id is "ANOTHER"
      Then it answers with status code 2001

    @LOC-31
    Scenario Outline: Opening hours from <begin> to <end> are refused
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where opening_times is {"regular_hours": [{"weekday": 1, "period_begin": "<begin>", "period_end": "<end>"}]}
      Then it refuses it

      Examples:
        | begin | end   |
        | 08:00 | 29:59 |
        | 8     | 18    |

    @TRANS-22
    Scenario Outline: A Location <what> is refused with 2001
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, <what>
      Then it answers with status code 2001, if it refuses it

      Examples:
        | what                          |
        | without address               |
        | where type is "MOON"          |
        | where name is 12              |

    @TRANS-17
    Scenario: What is wrong with a Location is not told by HTTP
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, without address
      Then it answers HTTP 200 or 201

    @TRANS-14
    Scenario: The message names what is missing
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, without address
      Then the message names "address", if it refuses it

    @TRANS-66
    Scenario Outline: <field> with a value of no list is refused
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where <field> is "<value>"
      Then it refuses it

      Examples:
        | field                            | value     |
        | type                             | MOON      |
        | evses.0.status                   | available |
        | evses.0.connectors.0.power_type  | AC_9      |

    @TRANS-65
    Scenario Outline: <field> of <length> characters is refused
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where <field> has <length> characters
      Then it refuses it

      Examples:
        | field       | length |
        | city        | 46     |
        | postal_code | 11     |

    @TRANS-67
    Scenario: A number in quotes is refused
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where evses.0.connectors.0.voltage is "230"
      Then it refuses it

    @TRANS-16
    Scenario: What is no JSON gets HTTP 400
      Given it takes our Location
      When we send PUT locations/{ours} with the body {"id": "
      Then it answers HTTP 400

  Rule: what 2.1.1 allows is taken

    @TRANS-70
    Scenario: Null and an empty list mean absent
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where name is null and directions is null and images is []
      Then it takes it

    @LOC-30
    Scenario Outline: Opening hours <hours> are taken
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where opening_times is <hours>
      Then it takes it

      Examples:
        | hours                                                                               |
        | {"twentyfourseven": true}                                                           |
        | {"regular_hours": [{"weekday": 1, "period_begin": "08:00", "period_end": "20:00"}]} |

      @as-contradiction
      Examples:
        | hours                                                                                                         |
        | {"twentyfourseven": false, "regular_hours": [{"weekday": 7, "period_begin": "08:00", "period_end": "20:00"}]} |

    @LOC-26
    Scenario: Equal Connector ids in different EVSEs are taken
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where evses.1.connectors.0.id is "1"
      Then it takes it

    @LOC-32
    Scenario: An EVSE may have an evse_id, or none
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where evses.0.evse_id is "ZZ*TST*E1"
      Then it takes it

    @LOC-33
    Scenario: A tariff that nobody knows yet may be named
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where evses.0.connectors.0.tariff_id is "NOT-THERE-YET"
      Then it takes it

    @LOC-28
    Scenario: Coordinates with five or seven decimals are taken
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where coordinates is {"latitude": "51.04759", "longitude": "3.7299443"}
      Then it takes it

    @TRANS-69
    Scenario: Unknown fields do no harm
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where colour is "blue"
      Then it takes it

    @TRANS-61
    Scenario: A time without Z is UTC
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where last_updated is "2026-01-31T09:00:00"
      Then it takes it

    @TRANS-63
    Scenario: A time may have fractions of a second
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where last_updated is "2026-01-31T09:00:00.250Z"
      Then it takes it

    @TRANS-64
    Scenario: A time with an offset is refused
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where last_updated is "2026-01-31T09:00:00+00:00"
      Then it answers with status code 2001

    @TRANS-71
    Scenario: Names may leave ASCII
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, where name is "Parking Orléans-Süd"
      Then it takes it

    @TRANS-10 @as-advice
    Scenario: The content type may name its charset
      Given it takes our Location
      When we send PUT locations/{ours} with our Location, as application/json; charset=utf-8
      Then it takes it

    @TRANS-57
    Scenario: Percent-encoded ids are decoded
      Given it takes our Location
      When we send PUT locations/{ours*} with our Location of an odd id
      Then it takes it
      And it has our Location as sent

    @TRANS-58
    Scenario: Country codes and party ids may be in lower case
      Given it has stored our Location
      When we send GET locations/{lower}
      Then it takes it

    @TRANS-56
    Scenario: Another party's Locations need not be taken, but must not be mixed up
      Given it has stored our Location
      When we send GET locations/{foreign}
      Then it answers HTTP 404
