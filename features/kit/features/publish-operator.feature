@operator
Feature: What an operator publishes
  Providers show the operator's places to their drivers. They read them all once, and hear of every change.

  Rule: every place and price can be read

    Scenario: The provider reads the places
      Given the system under test is connected
      When the provider reads the operator's Locations
      Then there is at least one
      And each is a valid Location
      And each Tariff that a connector names can be read

    Scenario: The provider reads the prices
      Given the system under test is connected
      When the provider reads the operator's Tariffs
      Then each is a valid Tariff

    @deed
    Scenario: A charge point changes
      Given the system under test is connected
      When a charge point changes its status
      Then the provider receives its status
