@provider
Feature: A provider's drivers
  Operators know the provider's cards, and ask about them.

  Rule: every card can be read, and each has a verdict

    Scenario: The cards
      Given the system under test is connected
      When the operator reads the provider's Tokens
      Then there is at least one
      And each is a valid Token
      And page by page the list of Tokens is the same

    Scenario: A known card
      Given the system under test is connected
      When the operator reads the provider's Tokens
      And the operator asks whether the first valid Token may charge
      Then the provider gives a verdict

    Scenario: An unknown card
      Given the system under test is connected
      When the operator asks whether an unknown card may charge
      Then it may not charge

    @deed
    Scenario: A driver starts in the app
      Given the system under test is connected
      When a driver starts charging in the app
      Then the operator is asked to start charging
