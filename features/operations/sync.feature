Feature: The hub pulls

  What a partner did not push, or pushed while the hub was away, comes by pulling: everything once a week, what changed
  once a day, each object through the same door as a push.

  Rule: a full pull has an end and no beginning, a delta begins a minute before the last one did

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

    @SYNC-04 @SYNC-17 @SES-03
    Scenario: What changed since a minute before the last one
      Given operator ABC
      And the hub synchronises with ABC
      And the window of that synchronisation is remembered
      When the hub synchronises the changes of ABC
      Then ABC was asked for locations from a minute before that window ended
      And ABC was asked for sessions from a minute before that window ended

    @SYNC-17
    Scenario: An operator whose clock is behind marks its objects by it
      Given operator ABC
      And the clock of ABC is 600 s behind
      And the hub synchronises with ABC
      When the hub synchronises the changes of ABC
      Then ABC was asked for locations from a minute before the time it wrote into the page before
      And ABC was asked for cdrs from a minute before the time it wrote into the page before

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
      Then ABC was asked for 3 pages of tariffs, each from a minute before that window ended to where this one ends

    @SYNC-05
    Scenario: A pull that fails is not taken for the last one
      Given operator ABC
      And the hub synchronises with ABC
      And the window of that synchronisation is remembered
      And ABC answers GET tariffs with HTTP 500
      And the hub synchronises the changes of ABC
      When ABC answers as usual again
      And the hub synchronises the changes of ABC
      Then ABC was asked for tariffs from a minute before that window ended

  Rule: what fails for a moment is asked for again

    @SYNC-16
    Scenario: A page that fails once
      Given operator ABC
      And the first synchronisation with ABC is over
      And ABC holds 3 Tariffs, one on a page
      When the hub synchronises with ABC while the second page of tariffs fails once by each of:
        | a cut connection      |
        | HTTP 408              |
        | HTTP 429              |
        | HTTP 429, Retry-After |
        | HTTP 500              |
        | HTTP 502              |
        | HTTP 503              |
        | status code 3000      |
        | HTML with HTTP 200    |
        | nothing with HTTP 200 |
      Then every synchronisation has brought 3 tariffs with the page asked for twice

    @SYNC-16
    Scenario: A page that fails five times
      Given operator ABC
      And the first synchronisation with ABC is over
      And ABC holds 3 Tariffs, one on a page
      When the hub synchronises with ABC while the second page of tariffs fails 5 times by each of:
        | HTTP 502 |
      Then every synchronisation has brought 3 tariffs with the page asked for 6 times

    @SYNC-16
    Scenario: A page that is refused
      Given operator ABC
      And the first synchronisation with ABC is over
      And ABC holds 3 Tariffs, one on a page
      When the hub synchronises with ABC while the second page of tariffs fails once by each of:
        | HTTP 400         |
        | HTTP 401         |
        | HTTP 404         |
        | HTTP 501         |
        | status code 2000 |
      Then every synchronisation has failed with the page asked for once

    @SYNC-16 @TRANS-74
    Scenario Outline: A page that is larger than the hub reads, down to <most> objects
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And the connection of ABC has the option page_limit 40
      And ABC holds Tariff T1
      And ABC holds Tariff T2
      And ABC makes pages of tariffs of more than <most> objects larger than the hub reads
      When the hub synchronises with ABC
      Then the answer's "status" is "DONE"
      And ABC was asked for pages of tariffs of <sizes>
      And EMP lists 2 Tariffs
      And the profile of ABC has:
        | page_size | <learnt> |
      When the hub synchronises with ABC
      Then ABC was asked for pages of tariffs of <again>

      Examples:
        | most | sizes                | learnt | again |
        | 20   | 40, 20               | 20     | 20, 20 |
        | 1    | 40, 20, 10, 5, 2, 1, 1 | 1      | 1, 1  |

    @SYNC-16
    Scenario: An object that alone is larger than the hub reads
      Given operator ABC
      And the first synchronisation with ABC is over
      And the connection of ABC has the option page_limit 2
      And ABC holds Tariff T1
      And ABC makes pages of tariffs of more than 0 objects larger than the hub reads
      When the hub synchronises with ABC
      Then the answer's "status" is "FAILED"
      And the report names "the object at offset 0 alone is larger than an answer may be"

    @own-hub @SYNC-16 @SYNC-14
    Scenario: The first pull after the handshake fails, and begins anew by itself
      Given a hub with:
        | HUB_SYNC_PAUSE_MS | 1  |
        | HUB_SYNC_AGAIN_MS | 50 |
      And provider EMP
      And the platform of operator ABC, unknown to the hub
      And ABC holds the Location
      And ABC answers GET locations with HTTP 502, 12 times
      And ABC is invited and registers
      When the agreement of ABC and EMP is made
      Then EMP has received the Location

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
      And ABC holds Tariff T2
      When the hub synchronises with ABC
      Then EMP lists no Tariff TAR1
      And EMP lists Tariff T2
      And EMP has received DELETE tariffs/{cc}/ABC/TAR1

    @SYNC-10
    Scenario: A Tariff that the complete list lacks because its operator's clock is fast
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC has published:
        | Tariff | TAR1 | 2025-03-01T08:00:00Z |
      And ABC holds the Tariff, where last_updated is "2099-01-01T00:00:00Z"
      And ABC holds Tariff T2
      When the hub synchronises with ABC
      Then EMP lists 2 Tariffs

    @SYNC-20
    Scenario: A Location that is no longer on the complete list
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC publishes Location L1
      And ABC holds Location L2
      And the present time is kept as start
      When the hub synchronises with ABC
      Then EMP has received PUT locations/{cc}/ABC/L1 2 times
      And its body has:
        | evses.0.status | REMOVED |
        | evses.1.status | REMOVED |
      And its last_updated is no earlier than start
      And EMP sends GET locations
      And the data lists "L2"
      And EMP sends GET locations?date_from={start}
      And the data lists "L1"
      And the data has:
        | 0.evses.0.status | REMOVED |

    @SYNC-20 @SYNC-09
    Scenario: It is on the list again, as old as it was
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC publishes Location L1
      And ABC holds Location L2
      And the hub synchronises with ABC
      And EMP lists no Location L1
      And ABC holds Location L1
      When the hub synchronises with ABC
      Then EMP lists Location L1
      And EMP lists 2 Locations

    @SYNC-20
    Scenario: Its operator publishes it again, older than it was
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC publishes Location L1
      And ABC holds Location L2
      And the hub synchronises with ABC
      And EMP lists no Location L1
      When ABC sends PUT locations/{cc}/ABC/L1 with Location L1, where last_updated is "2020-01-01T00:00:00Z"
      Then EMP sends GET locations
      And the data lists "L1, L2"
      And the data has:
        | 0.last_updated   | 2020-01-01T00:00:00Z |
        | 0.evses.0.status | AVAILABLE            |

    @SYNC-19
    Scenario: A complete list that lacks all there is
      Given operator ABC has an agreement with provider EMP
      And the first synchronisation with ABC is over
      And ABC publishes Tariff T1
      And ABC publishes Tariff T2
      When the hub synchronises with ABC
      Then the answer's "status" is "DONE"
      And the report names "2 of the 2 tariffs of {cc}*ABC are not on its list"
      And the hub's log names "2 of the 2 tariffs of {cc}*ABC are not on its list"
      And EMP lists 2 Tariffs
      And the administrator confirms that synchronisation
      And EMP has received DELETE tariffs/{cc}/ABC/T1
      And EMP has received DELETE tariffs/{cc}/ABC/T2
      And EMP lists no Tariff
      And the administrator confirms that synchronisation once more, and the answer is HTTP 409

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
