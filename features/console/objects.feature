Feature: Objects in the console

  Rule: who has which version of an object is told by what was sent and taken

    Scenario: A receiver that has taken every change
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP has received the Location
      And ABC changes the Location
      When the administrator looks in the console who has the Location of ABC
      Then the console shows that EMP has the newest version
      And the version of EMP is called "Harbour garage, new entrance"
