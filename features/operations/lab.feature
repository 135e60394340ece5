@own-hub
Feature: The lab

  One command starts a hub, the simulated operator ES*CPO and the simulated provider ES*MSP. They know nothing of the
  hub's inside: whatever reaches one of them has gone through it.

  Rule: the simulated partners are partners like any other

    @SIM-01 @SIM-07
    Scenario: Both have registered and may work with each other
      Given the lab
      Then ES*CPO and ES*MSP are registered, each once
      And ES*CPO and ES*MSP have an agreement

    @SIM-07
    Scenario Outline: Whoever registers may work with the simulator opposite
      Given the lab
      When <role> <name> registers with it
      Then <agreed> have an agreement

      Examples:
        | role     | name | agreed             |
        | operator | ABC  | {cc}*ABC and ES*MSP |
        | provider | EMP  | ES*CPO and {cc}*EMP |

  Rule: what one of them has reaches the other

    @SIM-02 @SIM-03 @SIM-06
    Scenario: Locations, Tariffs and Tokens
      Given the lab
      Then ES*MSP has 12 locations of ES*CPO
      And ES*MSP has 8 tariffs of ES*CPO
      And ES*CPO has 20 tokens of ES*MSP
      And ES*MSP shows the requests that told it of locations, headers included

    @SIM-04
    Scenario: Cars come by themselves
      Given the lab
      Then ES*MSP hears of a session that nobody commanded

    @SIM-04 @CMD-12 @CMD-22
    Scenario: A driver starts with the app, and stops
      Given the lab
      When ES*MSP commands a session with the reference ref-lab, and its end
      Then the operator has accepted both
      And ES*MSP has the session and its CDR with the reference ref-lab

    @SIM-04 @ROUTE-38
    Scenario: A simulator that stands in for somebody else has ids of its own
      Given the lab
      And a simulator stands in for operator NL*STI
      And a simulator stands in for provider NL*STP
      When ES*MSP commands a session with the reference ref-alone, and its end
      Then the operator has accepted both

    @CP-13 @CP-25
    Scenario: Charging profiles, once they are agreed on
      Given the lab
      And charging profiles are agreed on with ES*CPO and ES*MSP
      When ES*MSP limits a session to 4000 W
      Then ES*MSP hears that the session follows a profile of 4000 W

  Rule: a stop is clean, and a restart goes on where it was

    @SIM-01
    Scenario: Stopped and started again
      Given the lab
      When the lab gets SIGTERM twice and is started again
      Then it had ended with exit code 0 within 10 seconds, and nothing of it had been left
      And ES*CPO and ES*MSP are registered, each once
      And ES*MSP hears of a session that nobody commanded
