Feature: Syncs in the console

  Rule: what waits for a person stays in sight, and is done after a question

    @SYNC-19
    Scenario: Many Tariffs that a complete list lacks
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC publishes Tariff T1
      And ABC publishes Tariff T2
      And the hub synchronises with ABC
      When the administrator pulls what changed from ABC 3 times in the console
      And the administrator retires 2 objects there, after the console has said what follows
      Then EMP has received DELETE tariffs/{cc}/ABC/T1
      And EMP lists no Tariff
