@own-hub
Feature: The sandbox
  Anybody opens a workspace of the sandbox in a browser and has a hub of their own, with somebody to exchange data with.

  Background:
    Given a hub with:
      | HUB_SANDBOX              | true  |
      | HUB_AUTHORIZE_TIMEOUT_MS | 20000 |
      | HUB_PUSH_TIMEOUT_MS      | 20000 |

  Rule: a newcomer comes from the page to what the system is ready for, without asking anybody

    Scenario: An afternoon of an operator
      Given somebody opens a workspace as an operator
      When a simulated operator registers with its TOKEN_A
      And a driver of the stand-in provider starts a session there
      And a car with a card that has to be asked about comes there
      Then every step of the checklist is done
      And an exchange of the workspace is shown with its answer
      And the workspace says why Location "LOC-MADRID-1" has arrived
      When the suite has run against it, with commands at "LOC-BERLIN-1/EVSE-BERLIN-1-1"
      Then it is ready for "operator with commands"

    Scenario: An afternoon of a provider
      Given somebody opens a workspace as a provider
      When a simulated provider registers with its TOKEN_A
      And a car comes to the stand-in operator with its card "04A1B2C3D4E503"
      And a driver starts in its app at the charge point that the page names
      Then every step of the checklist is done
      When the suite has run against it, and its driver starts twice when it is its turn
      Then it is ready for "provider with commands"

    Scenario: A provider whose driver charges at the stand-in operator
      Given somebody opens a workspace as a provider
      When a simulated provider registers with its TOKEN_A
      And a car comes to the stand-in operator with its card "04A1B2C3D4E502"
      Then the checklist says that "It gets CDRs"

  Rule: the address is tried before anybody registers

    Scenario: A system that does not answer yet
      Given somebody opens a workspace as an operator
      Then its address is told to be not reachable, since the connection is refused

  Rule: a workspace is for who has its secret

    Scenario: The secret of another workspace
      Given somebody opens a workspace as an operator
      When somebody opens its page with another secret
      Then the page says that there is no workspace here that this secret opens

  Rule: every page is for everybody

    Scenario Outline: The pages of <who> by day and by night, on a desk and on a phone
      Given somebody opens a workspace as <who>
      When a simulated <role> registers with its TOKEN_A
      Then these pages of the workspace are accessible in both themes, and fit on a phone: <pages>

      Examples:
        | who         | role     | pages                                                           |
        | an operator | operator | Start, Checklist, Exchanges, Why not?, Suite, Ready for, Opening |
        | a provider  | provider | Start, Suite                                                    |
