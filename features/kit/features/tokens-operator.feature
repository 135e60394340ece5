@operator
Feature: Cards of a provider at an operator
  The operator keeps the cards of its partners, so that drivers charge without a wait.

  Rule: a card is at once what its provider says

    Scenario: A new card, and its end
      Given the system under test is connected
      When the provider publishes a Token
      Then the operator has the Token as it is
      When the provider blocks it
      Then the operator has the Token as it is
