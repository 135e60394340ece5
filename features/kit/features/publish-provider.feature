@provider
Feature: What a provider takes from operators
  A provider shows places and prices as the operator has them.

  Rule: what was taken is there, as it was sent

    Scenario: A new place, and a change of it
      Given the system under test is connected
      When the operator publishes a Location
      Then the provider has the Location as it is
      When the charge point becomes CHARGING
      Then the provider has the Location as it is

    Scenario: A price comes and goes
      Given the system under test is connected
      When the operator publishes a Tariff
      Then the provider has the Tariff as it is
      When the operator withdraws it
      Then the provider has the Tariff no more
