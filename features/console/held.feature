Feature: Held objects in the console

  Rule: the operator of the hub says whose a held object is

    @ROUTE-56
    Scenario: A Session is given to a provider
      Given operator ABC has an agreement with provider EMP
      And the connection of ABC has the option hold_unbound true
      And ABC sends the Session
      When the administrator gives the Session of ABC to EMP in the console
      Then EMP has received the Session
