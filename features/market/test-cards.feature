Feature: Test cards

  The simulated partners have cards, charge points and places whose name says what happens with them. A partner meets every
  turn of an authorisation, a command, a session and its bill with them, and needs no right at the simulator for that.

  Rule: the card decides what the provider says

    @SIM-03 @TOK-12
    Scenario Outline: A card that is judged
      Given operator ABC is a partner of the simulated provider
      When a driver holds the test card <card> to a reader of ABC
      Then the simulated provider says <verdict>

      Examples:
        | card              | verdict     |
        | 04A1B2C3D4E504    | ALLOWED     |
        | TOKEN-INVALID     | BLOCKED     |
        | TOKEN-BLOCKED     | BLOCKED     |
        | TOKEN-EXPIRED     | EXPIRED     |
        | TOKEN-NO-CREDIT   | NO_CREDIT   |
        | TOKEN-NOT-ALLOWED | NOT_ALLOWED |

    @TOK-20
    Scenario: A card that nobody knows
      Given operator ABC is a partner of the simulated provider
      When a driver holds the test card TOKEN-UNKNOWN to a reader of ABC
      Then the simulated provider does not know the card

    @TOK-19
    Scenario: A card that is judged at a place only
      Given operator ABC is a partner of the simulated provider
      When ABC asks about the test card TOKEN-NEEDS-LOCATION without saying where
      Then the simulated provider wants to know more

    @TOK-19
    Scenario: The same card, and the place
      Given operator ABC is a partner of the simulated provider
      When a driver holds the test card TOKEN-NEEDS-LOCATION to a reader of ABC
      Then the simulated provider says ALLOWED

    @TOK-18
    Scenario: A card that is good for one of two charge points
      Given operator ABC is a partner of the simulated provider
      When a driver holds the test card TOKEN-FIRST-EVSE to a reader of ABC
      Then the simulated provider says ALLOWED
      And it names EVSE1 alone

    @EXT-11
    Scenario: A card whose sessions carry a reference
      Given operator ABC is a partner of the simulated provider
      When a driver holds the test card TOKEN-REFERENCE to a reader of ABC
      Then the simulated provider says ALLOWED
      And it gives the reference ref-TOKEN-REFERENCE

    @SIM-05
    Scenario: A card that is thought about for eight seconds
      Given operator ABC is a partner of the simulated provider
      When a driver holds the test card TOKEN-SLOW-8S to a reader of ABC
      Then the simulated provider says ALLOWED
      But not before 8 seconds have passed

  Rule: the charge point decides what becomes of a command

    @CMD-12 @CMD-16 @SIM-04
    Scenario Outline: A command that the operator accepts
      Given provider EMP is a partner of the simulated operator
      When EMP asks <for what> at <charge point>
      Then the simulated operator answers ACCEPTED
      And it reports <result>

      Examples:
        | for what        | charge point       | result   |
        | to start        | EVSE-REJECT        | REJECTED |
        | to reserve      | EVSE-REJECT        | REJECTED |
        | to unlock       | EVSE-REJECT        | REJECTED |
        | to start        | EVSE-TIMEOUT       | TIMEOUT  |
        | to reserve      | EVSE-RESERVE-FAILS | REJECTED |
        | to unlock       | EVSE-UNLOCK-FAILS  | REJECTED |
        | to unlock       | EVSE-LONDON-1-1    | ACCEPTED |

    @CMD-08 @CMD-10 @CMD-13
    Scenario Outline: A command that the operator refuses at once
      Given provider EMP is a partner of the simulated operator
      When EMP asks <for what> at <charge point>
      Then the simulated operator answers <answer>
      And it reports nothing

      Examples:
        | for what   | charge point       | answer        |
        | to start   | EVSE-OUTOFORDER    | REJECTED      |
        | to reserve | EVSE-OUTOFORDER    | REJECTED      |
        | to start   | EVSE-OCCUPIED      | REJECTED      |
        | to start   | EVSE-UNKNOWN       | REJECTED      |
        | to start   | EVSE-NOT-SUPPORTED | NOT_SUPPORTED |
        | to unlock  | EVSE-NOT-SUPPORTED | NOT_SUPPORTED |

    @CMD-07
    Scenario: A place that nobody knows
      Given provider EMP is a partner of the simulated operator
      When EMP asks to start at LOC-UNKNOWN
      Then the simulated operator does not know the place

    @CMD-09
    Scenario: A session that nobody knows
      Given provider EMP is a partner of the simulated operator
      When EMP asks to stop the session SESSION-UNKNOWN
      Then the simulated operator answers UNKNOWN_SESSION
      And it reports nothing

    @CMD-12
    Scenario: A result that comes twice
      Given provider EMP is a partner of the simulated operator
      When EMP asks to unlock at EVSE-TWICE
      Then the simulated operator answers ACCEPTED
      And it reports ACCEPTED twice

    @CMD-12
    Scenario: A result that never comes
      Given provider EMP is a partner of the simulated operator
      When EMP asks to unlock at EVSE-SILENT
      Then the simulated operator answers ACCEPTED
      And it reports nothing

    @CMD-11
    Scenario: A result that is faster than the answer
      Given provider EMP is a partner of the simulated operator
      When EMP asks to unlock at EVSE-EARLY
      Then the simulated operator answers ACCEPTED
      But it had reported ACCEPTED before

    @CMD-12
    Scenario: A result that is eight seconds late
      Given provider EMP is a partner of the simulated operator
      When EMP asks to unlock at EVSE-LATE-8S
      Then the simulated operator answers ACCEPTED
      And it reports ACCEPTED once 8 seconds have passed

  Rule: the charge point decides what becomes of the session

    @SIM-04 @SES-19 @CDR-15
    Scenario: A session that goes well
      Given provider EMP is a partner of the simulated operator
      When EMP asks to start at EVSE-LONDON-1-1
      Then the session becomes PENDING, ACTIVE, COMPLETED
      And EMP receives its bill

    @SES-19
    Scenario: A driver who never plugs in
      Given provider EMP is a partner of the simulated operator
      When EMP asks to start at EVSE-NO-CABLE
      Then the session becomes PENDING, INVALID
      And EMP receives no bill

    @CMD-20
    Scenario: A reservation that lapses
      Given provider EMP is a partner of the simulated operator
      When EMP asks to reserve at EVSE-LONDON-1-1, for a second
      Then the session becomes RESERVATION, COMPLETED
      And EMP receives no bill

    @CMD-16
    Scenario: A session that cannot be stopped
      Given provider EMP is a partner of the simulated operator
      And a driver of EMP charges at EVSE-STOP-FAILS
      When EMP asks to stop that session
      Then the simulated operator answers ACCEPTED
      And it reports REJECTED

  Rule: the charge point decides how session and bill are told

    Background:
      Given provider EMP is a partner of the simulated operator
      And a minute of the simulated operator takes a hundredth of a second

    @SIM-05 @SES-17
    Scenario: Updates that overtake each other
      When EMP asks to start at EVSE-SESSION-SWAPPED
      Then the session becomes PENDING, ACTIVE, COMPLETED
      And each second update has come before the first

    @SES-16
    Scenario: A session that is over, and goes on
      When EMP asks to start at EVSE-SESSION-REOPENED
      Then the session becomes PENDING, ACTIVE, COMPLETED
      And EMP receives its bill
      But the last that was said of it is ACTIVE

    @CDR-09
    Scenario: A bill that comes twice
      When EMP asks to start at EVSE-CDR-TWICE
      Then EMP receives 2 bills
      And they are the same

    @CDR-10
    Scenario: A bill that changes
      When EMP asks to start at EVSE-CDR-CHANGED
      Then EMP receives 2 bills
      And they have one id, but the second costs 1.00 EUR more

    @CDR-15
    Scenario: A bill of a euro too much
      When EMP asks to start at EVSE-CDR-WRONG-COST
      Then EMP receives 1 bill
      And it costs 1.00 EUR more than the session

    @SIM-05 @CDR-15
    Scenario: A bill that is eight seconds late
      Given a driver of EMP has charged at EVSE-CDR-LATE-8S, without a bill until now
      When the clock of the simulated operator jumps 8 seconds
      Then EMP receives its bill

    @SIM-05
    Scenario: A bill that never comes
      When EMP asks to start at EVSE-CDR-NEVER
      Then the session becomes PENDING, ACTIVE, COMPLETED
      And EMP receives no bill
