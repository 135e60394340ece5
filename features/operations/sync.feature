Feature: The hub pulls

  What a partner did not push, or pushed while the hub was away, comes by pulling: everything once a week, what changed
  once a day, each object through the same door as a push.

  Rule: a full pull has an end and no beginning, a delta begins where the last one ended

    @SYNC-02 @SYNC-06
    Scenario: Everything
      Given operator ABC
      And the first synchronisation with ABC is over
      When the hub synchronises with ABC
      Then the answer's "status" is "DONE"
      And ABC was asked for locations with a date_to and without a date_from
      And ABC was asked for tariffs with limit 1000

    @SYNC-06
    Scenario: In pages of the partner's size
      Given operator ABC
      And the first synchronisation with ABC is over
      And the connection of ABC has the option page_limit 25
      When the hub synchronises with ABC
      Then ABC was asked for tariffs with limit 25

    @SYNC-03 @SES-03
    Scenario: Sessions are listed from the beginning of time
      Given operator ABC
      And the first synchronisation with ABC is over
      When the hub synchronises with ABC
      Then ABC was asked for sessions with date_from 1970-01-01T00:00:00Z

    @SYNC-04 @SES-03
    Scenario: What changed since the last one
      Given operator ABC
      And the hub synchronises with ABC
      And the window of that synchronisation is remembered
      When the hub synchronises the changes of ABC
      Then ABC was asked for locations from where that window ended
      And ABC was asked for sessions from where that window ended

    @SYNC-04 @SYNC-07
    Scenario: No page of a delta asks for more than the window
      Given operator ABC
      And the hub synchronises with ABC
      And the window of that synchronisation is remembered
      And ABC holds Tariff T1, changed since that window
      And ABC holds Tariff T2, changed since that window
      And ABC holds Tariff T3, changed since that window
      And ABC puts 1 object on a page and links to none
      When the hub synchronises the changes of ABC
      Then ABC was asked for 3 pages of tariffs, each from where that window ended to where this one ends

    @SYNC-05
    Scenario: A pull that fails is not taken for the last one
      Given operator ABC
      And the hub synchronises with ABC
      And the window of that synchronisation is remembered
      And ABC answers GET tariffs with HTTP 500
      And the hub synchronises the changes of ABC
      When ABC answers as usual again
      And the hub synchronises the changes of ABC
      Then ABC was asked for tariffs from where that window ended

  Rule: how far a pull is can be seen while it runs

    Scenario: Page by page
      Given operator ABC
      And the first synchronisation with ABC is over
      And ABC holds Tariff T1
      And ABC holds Tariff T2
      And ABC puts 1 object on a page
      And ABC answers GET tariffs 700 ms late
      When the hub begins to synchronise with ABC
      Then the running synchronisation shows 1 page of tariffs with 1 object
      And the synchronisation is over with 2 pages of tariffs with 2 objects

    @own-hub @SYNC-05 @SYNC-10
    Scenario: A pull that takes too long ends, is told, and takes nothing away
      Given a hub with:
        | HUB_SYNC_TIMEOUT_MS | 1500 |
      And operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC publishes the Tariff
      And ABC holds Tariff T1
      And ABC holds Tariff T2
      And ABC puts 1 object on a page
      And ABC answers GET tariffs 1600 ms late
      When the hub synchronises with ABC
      Then the answer's "status" is "FAILED"
      And the report names "not finished within the 1500 ms"
      And EMP lists the Tariff

  Rule: the newer state wins, and nothing else is changed

    @SYNC-09
    Scenario: An older object on the list
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC holds the Tariff, where last_updated is "2020-01-01T00:00:00Z"
      And ABC has published:
        | Tariff | TAR1 | 2025-03-01T08:00:00Z |
      When the hub synchronises with ABC
      Then EMP lists the Tariff

    @SYNC-10 @TAR-14
    Scenario: A Tariff that is no longer on the complete list
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC publishes the Tariff
      When the hub synchronises with ABC
      Then EMP lists no Tariff
      And EMP has received DELETE tariffs/{cc}/ABC/TAR1

    @SYNC-10
    Scenario: A list that broke off retires nothing
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC publishes the Tariff
      And ABC answers GET tariffs with HTTP 500
      When the hub synchronises with ABC
      Then EMP lists the Tariff

    @SYNC-10 @TOK-27
    Scenario: Tokens stay
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with EMP is over
      And EMP publishes the Token
      When the hub synchronises with EMP
      Then ABC lists the Token

    @SYNC-11
    Scenario: A delta takes nothing away
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC publishes the Tariff
      When the hub synchronises the changes of ABC
      Then EMP lists the Tariff

  Rule: what is found is passed on like a push

    @SYNC-12 @SYNC-14
    Scenario: A new operator's Locations, pulled right after its handshake
      Given provider EMP
      And the platform of operator ABC, unknown to the hub
      And ABC holds the Location
      And ABC is invited and registers
      And the first synchronisation with ABC is over
      When the agreement of ABC and EMP is made
      Then EMP lists the Location

    @SYNC-12
    Scenario: A changed Tariff reaches the providers
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC holds the Tariff
      When the hub synchronises with ABC
      Then EMP has received the Tariff

    @SYNC-12
    Scenario: What is known already is not sent again
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC holds the Tariff
      And the hub synchronises with ABC
      When the hub synchronises with ABC
      Then EMP has received PUT tariffs/{cc}/ABC/TAR1 1 time

    @SYNC-15
    Scenario: A Session on the list is for its driver's provider alone
      Given operator ABC has agreements with providers EMP and OTH
      And the first synchronisation with ABC is over
      And EMP publishes the Token
      And ABC holds the Session
      When the hub synchronises with ABC
      Then EMP lists the Session
      And OTH lists no Session

    @SYNC-15
    Scenario: A CDR on the list that is nobody's
      Given operator ABC has agreements with providers EMP and OTH
      And the first synchronisation with ABC is over
      And ABC holds the CDR
      When the hub synchronises with ABC
      Then EMP lists no CDR
      And OTH lists no CDR

  Rule: a platform with several parties is asked for each

    @SYNC-13
    Scenario: Each party's Tariffs are filed under it
      Given operator ABC has an agreement with provider EMP
      And the platform of ABC also runs ABD
      And the first synchronisation with ABC is over
      When the hub synchronises with ABC
      Then ABC was asked for tariffs in the name of each of ABC and ABD

    @SYNC-13
    Scenario: A Tariff of somebody else's
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC holds the Tariff, where party_id is "XYZ"
      When the hub synchronises with ABC
      Then EMP lists no Tariff
