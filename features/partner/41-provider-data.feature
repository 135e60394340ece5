@emsp @writes
Feature: Tariffs, Sessions and CDRs at a provider
  What an operator pushes beside its Locations.

  Rule: Tariffs come, change and go

    @TAR-03
    Scenario: A new Tariff is stored
      Given it offers tariffs
      When we send PUT tariffs/{ours} with our Tariff
      Then it takes it
      And it has our Tariff as sent

    @TAR-03
    Scenario Outline: A Tariff with <which> optional field is stored
      Given it takes our Tariff
      When we send PUT tariffs/{ours} with our Tariff of <which> optional field
      Then it takes it
      And it has our Tariff with all its fields

      Examples:
        | which |
        | every |
        | no    |

    @TAR-04
    Scenario: A known Tariff is replaced
      Given it has stored our Tariff
      When we send PUT tariffs/{ours} with our Tariff, where currency is "SEK" and without elements.0
      Then it takes it
      And it has our Tariff as sent

    @TAR-05
    Scenario: A PATCH changes what it names, elements as a whole
      Given it has stored our Tariff
      When we send PATCH tariffs/{ours} with {"elements": [{"price_components": [{"type": "FLAT", "price": 5, "step_size": 1}]}], "last_updated": "2026-03-01T08:00:00Z"}
      Then it takes it
      And it has our Tariff, where elements is [{"price_components": [{"type": "FLAT", "price": 5, "step_size": 1}]}]

    @TAR-06
    Scenario: A Tariff that is deleted is gone
      Given it has stored our Tariff
      When we send DELETE tariffs/{ours}
      Then it takes it
      And it does not know our Tariff

    @TAR-07
    Scenario Outline: <method> of an unknown Tariff gets HTTP 404
      Given it takes our Tariff
      When we send <method> tariffs/{ours}
      Then it answers HTTP 404

      Examples:
        | method |
        | GET    |
        | DELETE |

    @TAR-08
    Scenario Outline: A Tariff whose <field> are empty is refused
      Given it takes our Tariff
      When we send PUT tariffs/{ours} with our Tariff, where <field> is []
      Then it refuses it

      Examples:
        | field                       |
        | elements                    |
        | elements.0.price_components |

    @TAR-09
    Scenario: A Tariff without last_updated is refused
      Given it takes our Tariff
      When we send PUT tariffs/{ours} with our Tariff, without last_updated
      Then it refuses it

    @TRANS-44
    Scenario Outline: A Tariff without <field> is refused, and nothing is stored
      Given it takes our Tariff
      When we send PUT tariffs/{ours} with our Tariff, without <field>
      Then it refuses it
      And it does not know our Tariff

      Examples:
        | field                                   |
        | currency                                |
        | elements                                |
        | elements.0.price_components.0.step_size |

    @TAR-10
    Scenario: A time of day that does not exist is refused
      Given it takes our Tariff
      When we send PUT tariffs/{ours} with our Tariff, where elements.0.restrictions.start_time is "25:00"
      Then it refuses it

    @TAR-11
    Scenario: A date that is none is refused
      Given it takes our Tariff
      When we send PUT tariffs/{ours} with our Tariff, where elements.0.restrictions.start_date is "31-01-2026"
      Then it refuses it

    @TAR-12
    Scenario: A free Tariff is taken
      Given it takes our Tariff
      When we send PUT tariffs/{ours} with our Tariff, where elements is [{"price_components": [{"type": "FLAT", "price": 0, "step_size": 0}]}]
      Then it takes it

    @TRANS-67
    Scenario: A price with a comma, in quotes, is refused
      Given it takes our Tariff
      When we send PUT tariffs/{ours} with our Tariff, where elements.0.price_components.0.price is "2,00"
      Then it refuses it

    @TRANS-68
    Scenario: Four decimals are kept
      Given it takes our Tariff
      When we send PUT tariffs/{ours} with our Tariff, where elements.0.price_components.0.price is 0.1234
      Then it takes it
      And it has our Tariff as sent

    @TRANS-46
    Scenario: A PATCH of the currency leaves the rest
      Given it has stored our Tariff
      When we send PATCH tariffs/{ours} with {"currency": "SEK", "last_updated": "2026-03-01T08:00:00Z"}
      Then it takes it
      And it has our Tariff, where currency is "SEK"

    @TRANS-59
    Scenario: Ids of Tariffs are case-sensitive
      Given it has stored our Tariff
      When we send GET tariffs/{OURS}
      Then it does not show it

    @TAR-02
    Scenario: POST is not for Tariffs
      Given it takes our Tariff
      When we send POST tariffs/{ours} with our Tariff
      Then it answers HTTP 405

  Rule: Sessions are told from beginning to end

    @SES-04
    Scenario: A new Session is stored
      Given it offers sessions
      When we send PUT sessions/{ours} with our Session
      Then it takes it
      And it has our Session as sent

    @SES-04
    Scenario Outline: A Session with <which> optional field is stored
      Given it takes our Session
      When we send PUT sessions/{ours} with our Session of <which> optional field
      Then it takes it
      And it has our Session with all its fields

      Examples:
        | which |
        | every |
        | no    |

    @SES-05
    Scenario: A known Session is replaced, charging periods included
      Given it has stored our Session
      When we send PUT sessions/{ours} with our Session, where kwh is 5.5 and without charging_periods
      Then it takes it
      And it has our Session as sent

    @SES-06
    Scenario: A PATCH changes what it names
      Given it has stored our Session
      When we send PATCH sessions/{ours} with {"kwh": 6.75, "last_updated": "2026-03-01T08:00:00Z"}
      Then it takes it
      And it has our Session, where kwh is 6.75

    @SES-08
    Scenario: Charging periods in a PATCH are added to those known
      Given it has stored our Session
      When we send PATCH sessions/{ours} with {"charging_periods": [{"start_date_time": "2026-01-31T07:30:00Z", "dimensions": [{"type": "ENERGY", "volume": 1}]}], "last_updated": "2026-03-01T08:00:00Z"}
      Then it takes it
      And GET sessions/{ours} shows 2 charging_periods

    @SES-09
    Scenario: A Session that nobody put is unknown
      Given it takes our Session
      When we send GET sessions/{ours}
      Then it answers HTTP 404

    @TRANS-59
    Scenario: Ids of Sessions are case-sensitive
      Given it has stored our Session
      When we send GET sessions/{OURS}
      Then it does not show it

    @SES-07
    Scenario: Parts of a Session cannot be addressed
      Given it has stored our Session
      When we send GET sessions/{ours}/1
      Then it answers HTTP 404

    @SES-10
    Scenario Outline: <method> is not for Sessions
      Given it has stored our Session
      When we send <method> sessions/{ours} with {}
      Then it answers HTTP 405

      Examples:
        | method |
        | POST   |
        | DELETE |

    @SES-11
    Scenario: A Session with the time names of a CDR is refused
      Given it takes our Session
      When we send PUT sessions/{ours} with our Session, where start_date_time is "2026-01-31T07:00:00Z" and without start_datetime
      Then it refuses it

    @SES-13
    Scenario: A Session may show its Location without EVSEs
      Given it takes our Session
      When we send PUT sessions/{ours} with our Session, without location.evses
      Then it takes it

    @SES-16
    Scenario: A Session that is over does not become active again
      Given it has stored our Session
      And it has taken PATCH sessions/{ours} with {"status": "COMPLETED", "last_updated": "2026-03-01T08:00:00Z"}
      When we send PATCH sessions/{ours} with {"status": "ACTIVE", "last_updated": "2026-03-01T09:00:00Z"}
      Then it refuses it

    @TRANS-44
    Scenario Outline: A Session without <field> is refused, and nothing is stored
      Given it takes our Session
      When we send PUT sessions/{ours} with our Session, without <field>
      Then it refuses it
      And it does not know our Session

      Examples:
        | field       |
        | auth_id     |
        | auth_method |
        | location    |
        | currency    |
        | kwh         |
        | status      |

    @TRANS-47
    Scenario: A PATCH of an unknown Session is refused and creates nothing
      Given it takes a PATCH of our Session
      When we send PATCH sessions/{ours} with {"kwh": 1}
      Then it answers HTTP 404
      And it does not know our Session

  Rule: CDRs come once and never change

    @CDR-03
    Scenario: A CDR is answered with the URL where it is kept
      Given it offers cdrs
      When we send POST cdrs with our CDR
      Then it takes it
      And the answer has a header Location

    @CDR-03
    Scenario Outline: A CDR with <which> optional field is taken
      Given it takes our CDR
      When we send POST cdrs with our CDR of <which> optional field
      Then it takes it

      Examples:
        | which |
        | every |
        | no    |

    @CDR-04
    Scenario: That URL is absolute
      Given it has taken our CDR
      Then the URL of our CDR is absolute

    @CDR-05
    Scenario: The CDR can be read there
      Given it has taken our CDR
      When we send GET {cdr}
      Then the data is our CDR as sent

    @CDR-06
    Scenario: Other URLs of CDRs lead nowhere
      Given it has taken our CDR
      When we send GET {cdr}-NO-SUCH-CDR
      Then it answers HTTP 404

    @CDR-07
    Scenario: A list of CDRs is refused
      Given it takes our CDR
      When we send POST cdrs with a list of our CDR
      Then it refuses it

    @CDR-08
    Scenario Outline: A CDR <what> is refused
      Given it takes our CDR
      When we send POST cdrs with our CDR, <what>
      Then it refuses it

      Examples:
        | what                            |
        | without stop_date_time          |
        | without total_energy            |
        | where charging_periods is []    |
        | where total_cost is "2.48"      |

    @CDR-09
    Scenario: The same CDR twice is one CDR
      Given it has taken our CDR
      When we send POST cdrs with our CDR
      Then it takes it
      And the answer has the same header Location

    @CDR-10
    Scenario: A CDR is not replaced by another with its id
      Given it has taken our CDR
      And it shows our CDR where it was taken
      When we send POST cdrs with our CDR, where total_cost is 99
      Then it refuses it
      And GET {cdr} shows total_cost 2.48

    @CDR-11
    Scenario: Ids of CDRs compare without regard to case
      Given it has taken our CDR
      When we send POST cdrs with another CDR whose id is ours in lower case
      Then it refuses it

    @CDR-02
    Scenario Outline: <method> is not for CDRs
      Given it has taken our CDR
      When we send <method> {cdr} with {}
      Then it answers HTTP 405

      Examples:
        | method |
        | PUT    |
        | DELETE |
