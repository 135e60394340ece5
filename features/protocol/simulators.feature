Feature: What the simulated partners send

  The simulators read and write with the same code as the hub, so a mistake in it could hide. Here a platform that shares
  nothing with it receives their messages, and each is held against 2.1.1-d2 to the letter. Types of token that are
  extensions count as OTHER.

  @SIM-02 @SIM-04
  Scenario: The operator's messages
    Given provider EMP is a partner of the simulated operator
    And EMP has given a driver a card
    When the driver charges 10 kWh at EVSE-PARIS-1-2
    And EMP receives one bill, of 10 kWh and 3.90 EUR
    Then EMP has received these messages and no others, all of them 2.1.1-d2 to the letter:
      | message         | object           | at least |
      | PUT locations   | Location         | 12       |
      | PATCH locations | part of EVSE     | 2        |
      | PUT tariffs     | Tariff           | 8        |
      | PUT sessions    | Session          | 1        |
      | PATCH sessions  | part of Session  | 4        |
      | POST cdrs       | CDR              | 1        |

  @SIM-03
  Scenario: The provider's messages
    Given operator ABC is a partner of the simulated provider
    When a driver holds the test card TOKEN-REFERENCE to a reader of ABC
    Then ABC has received these messages and no others, all of them 2.1.1-d2 to the letter:
      | message    | object | at least |
      | PUT tokens | Token  | 20       |
