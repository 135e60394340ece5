@operator @deed
Feature: A driver with a card
  A card that the provider wants to be asked about is asked about, and the verdict counts.

  Rule: the provider decides who charges

    Scenario: A card that is asked about and may not charge
      Given the system under test is connected
      And the operator has a free charge point
      When a driver presents the card TOKEN-NO-CREDIT
      Then the provider is asked about the card TOKEN-NO-CREDIT
      And no Session begins for the card TOKEN-NO-CREDIT
