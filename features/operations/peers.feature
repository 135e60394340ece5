Feature: The simulated partners without a hub

  Each simulated partner is an OCPI system of its own. It works with a peer as it works with a hub, whoever begins.

  Rule: either side begins the handshake, from the command line

    @SIM-01 @SIM-02 @SIM-03
    Scenario Outline: Two simulators, no hub
      Given a simulated <waiting> that waits for a partner
      When a simulated <beginning> registers with it
      Then both are registered with each other
      And the provider has 12 Locations and 8 Tariffs of the operator
      And the operator has 20 Tokens of the provider

      Examples:
        | waiting  | beginning |
        | provider | operator  |
        | operator | provider  |

  Rule: they do business

    @SIM-04 @CMD-12 @CDR-15
    Scenario: A driver charges and pays
      Given a simulated provider that waits for a partner
      And a simulated operator has registered with it
      When a driver of the provider charges at the operator
      Then the provider has a COMPLETED Session and a CDR of the same energy

    @CMD-22
    Scenario: A session by command
      Given a simulated operator that waits for a partner
      And a simulated provider has registered with it
      When the provider commands a session
      Then the command succeeds
      And the provider has a COMPLETED Session and a CDR of the same energy

  Rule: the other side's manners are put to the test on request

    @TRANS-61 @TRANS-63 @TRANS-69 @TRANS-70
    Scenario: An adversary
      Given a simulated provider that waits for a partner
      When a simulated operator registers with it, as an adversary
      Then both are registered with each other
      And the provider has 12 Locations and 8 Tariffs of the operator
