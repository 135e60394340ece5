@writes
Feature: Leaving
  The end of a registration.

  Rule: what it need not know does no harm

    @VER-08 @needs-CRED-24
    Scenario: Credentials can be renewed with versions, modules and fields that it does not know
      Given we are registered by either side
      When we renew them with versions, modules and fields that it need not know
      Then it takes it

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
      And a registration has used up TOKEN_A
      And a token that nobody was given gets HTTP 401
      When we send GET versions with TOKEN_A
      Then it answers HTTP 401

    @CRED-31
    Scenario: It calls us no more
      Given we have unregistered
      When a moment has passed
      Then it has not called us since
