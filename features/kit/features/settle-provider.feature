@provider
Feature: A visit of a provider's driver
  The provider follows a visit from its beginning to its bill.

  Rule: Session and CDR are taken and kept as they are

    Scenario: From the first minute to the bill
      Given the system under test is connected
      When the operator reports a Session of the provider's driver
      Then the provider has the Session as it is
      When the Session goes on
      Then the provider has the Session as it is
      When the Session ends with a CDR
      Then the provider takes the CDR
      And the CDR can be read where the provider says

    Scenario: A change of what the provider has never had
      Given the system under test is connected
      When the operator changes a Session that the provider does not know
      Then the provider says that it does not know it
