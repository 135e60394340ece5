@writes
Feature: Leaving
  The end of a registration.

  Rule: after DELETE nothing is left of a registration

    @CRED-30
    Scenario: A registration can be taken back, and its token is dead
      Given we are registered
      When we unregister
      Then it takes it
      And our last token opens neither versions, details nor credentials

    @CRED-33
    Scenario: TOKEN_A does not come to life again
      Given we have unregistered
      When we send GET versions with TOKEN_A
      Then it answers HTTP 401

    @CRED-31
    Scenario: It calls us no more
      Given we have unregistered
      When a moment has passed
      Then it has not called us since
