@direct
Feature: New keys
  Either side may change the keys of a connection at any time.

  Rule: after new credentials both sides go on

    @operator
    Scenario: An operator gets new keys
      Given the system under test is connected
      When the credentials are renewed
      And the provider reads the operator's Locations
      Then each is a valid Location

    @provider
    Scenario: A provider gets new keys
      Given the system under test is connected
      When the credentials are renewed
      And the operator reads the provider's Tokens
      Then each is a valid Token
