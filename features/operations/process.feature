Feature: Starting, stopping and configuring the hub

  Rule: what was accepted is still there after a restart

    @own-hub
    Scenario: Partners, agreements and objects survive a restart
      Given a hub of its own
      And operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When the hub is stopped and started again
      Then EMP lists the Location
      And the connection of ABC is REGISTERED

    @own-hub
    Scenario: After a restart the hub goes on calling its partners
      Given a hub of its own
      And operator ABC has an agreement with provider EMP
      When the hub is stopped and started again
      And ABC publishes the Location
      Then EMP has received the Location
      And that request carries the header Authorization Token {EMP.tokenFromHub}

    @own-hub
    Scenario: A deleted agreement stays deleted
      Given a hub of its own
      And operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And the agreement of ABC and EMP is deleted
      When the hub is stopped and started again
      Then EMP lists no Location

    @own-hub @HUB-37
    Scenario: What was answered survives a crash
      Given a hub of its own
      And operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      When the hub is killed and started again
      Then EMP lists the Location

    @own-hub @HUB-37
    Scenario: What was not delivered before a crash is delivered after it
      Given a hub of its own
      And operator ABC has an agreement with provider EMP
      And EMP does not answer PUT locations
      And ABC publishes the Location
      When the hub is killed and started again
      And EMP answers as usual again
      Then EMP has taken the Location

  Rule: a stop is clean and quick

    @own-hub
    Scenario Outline: <signal> ends the hub with exit code 0 within 10 seconds
      Given a hub of its own
      And operator ABC has an agreement with provider EMP
      And EMP does not answer PUT locations
      And ABC publishes the Location
      When the hub gets <signal>
      Then it ends with exit code 0 within 10 seconds

      Examples:
        | signal  |
        | SIGTERM |
        | SIGINT  |

  Rule: one folder, one hub

    @own-hub @embedded
    Scenario: A second hub on the same folder is refused
      Given a hub of its own
      When another hub is started on the same folder
      Then it has refused to start
      And the hub still answers

  Rule: the hub is what its configuration says

    @own-hub @CRED-36
    Scenario: Name, party and public address
      Given a hub with:
        | HUB_PARTY | NL*RMH                  |
        | HUB_NAME  | Roaming Hub of the Lab  |
        | HUB_URL   | https://hub.example/own |
      And ABC has been invited as operator
      When the administrator sends GET /admin/connections/{ABC.connection}
      Then the invitation of ABC begins at https://hub.example/own/ocpi/emsp/versions
      When ABC asks for the hub's credentials at its real address
      Then the data has:
        | url                   | https://hub.example/own/ocpi/emsp/versions |
        | country_code          | NL                                         |
        | party_id              | RMH                                        |
        | business_details.name | Roaming Hub of the Lab                     |

    @own-hub
    Scenario: Without a token of its own the hub makes one and keeps it for its owner only
      Given a hub with:
        | HUB_ADMIN_TOKEN | absent |
      Then a file in its data folder, readable by its owner only, holds the administrator's token

    @own-hub
    Scenario: Partners at private addresses are for laboratories
      Given a hub with:
        | HUB_ALLOW_PRIVATE_NETWORKS | false |
      And ABC has been invited as operator
      When ABC posts its credentials
      Then the answer is HTTP 200 with status code 3001
      And the hub has not called ABC

  Rule: a wrong value is named, with what is accepted

    Scenario Outline: <variable>=<value>
      When a hub is started with <variable>=<value>
      Then it has refused to start
      And it has said in one line: <variable>, "<value>" and "<accepted>"

      Examples:
        | variable                   | value   | accepted |
        | HUB_PORT                   | abc     | 65535    |
        | HUB_PORT                   | 70000   | 65535    |
        | HUB_URL                    | nowhere | http     |
        | HUB_PARTY                  | DEHUB   | DE*HUB   |
        | HUB_ALLOW_PRIVATE_NETWORKS | maybe   | true     |
        | HUB_PUSH_TIMEOUT_MS        | soon    | milliseconds |
        | HUB_AUTHORIZE_TIMEOUT_MS   | 0       | 1        |
        | LOG_LEVEL                  | loud    | info     |
        | HUB_SYNC_DELTA             | nightly | cron     |
        | HUB_HOST                   | 0.0.0.0 | HUB_LISTEN_WITHOUT_TLS=true |
        | HUB_ADMIN_HOST             | 0.0.0.0 | HUB_LISTEN_WITHOUT_TLS=true |
        | HUB_TRUST_PROXY            | ::/0    | everybody |
        | HUB_RESOLVER               | nowhere | getaddrinfo |
