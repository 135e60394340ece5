Feature: Signing in to the console
  The console stands at the hub's address and speaks to the admin API with the token of the administrator.

  Rule: only the administrator gets in

    Scenario: With another token
      When somebody signs in to the console with another token
      Then the console says "The hub does not know this token." and shows nothing else

    Scenario: In a browser whose language nothing can be written in
      Given a browser whose language is "en-US@posix"
      And the administrator has the console open
      When the administrator signs out
      Then the console asks for the token, and has forgotten it

    Scenario: A hub that hangs
      Given the administrator has the console open
      When the hub answers the console no more, though its connections stay open
      Then the console says that the hub does not answer, and no longer that it is live

    Scenario: Signing out
      Given the administrator has the console open
      When the administrator signs out
      Then the console asks for the token, and has forgotten it
