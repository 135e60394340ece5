Feature: Why did it not arrive?
  The operator of the hub names an object and a receiver, and is told in words why it has or has not arrived.

  Rule: what has arrived is shown with the request that brought it

    Scenario: Delivered
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP has received the Location
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "delivered"
      And the answer names the request that brought it

    Scenario: Delivered, and changed since then
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And ABC sets EVSE EVSE1 of LOC1 to CHARGING
      And EMP has received the status CHARGING of EVSE EVSE1
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "delivered"
      And the answer names the request that brought it

    Scenario: A withdrawn Tariff
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Tariff
      And ABC withdraws the Tariff
      And EMP has received DELETE tariffs/{cc}/ABC/TAR1
      When the administrator asks why the Tariff of ABC did not reach EMP
      Then the reason is "delivered"
      And the answer mentions "its withdrawal was delivered"

    Scenario: Pulled instead of pushed
      Given operator ABC has an agreement with provider EMP
      And the connection of EMP has the option push false
      And ABC publishes the Location
      And EMP lists the Location
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "pulled"

    Scenario: A Session and a CDR
      Given operator ABC has an agreement with provider EMP
      And a driver of EMP has charged at ABC
      And ABC sends the CDR
      And EMP has received the CDR
      When the administrator asks why the CDR of ABC did not reach EMP
      Then the reason is "delivered"
      And a reason mentions "it is {cc}*EMP's as Session SES1 of {cc}*ABC of the same visit is, which is {cc}*EMP's by a valid Token of the contract"

    @ROUTE-42
    Scenario: The evidence on which a Session is somebody's
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP has commanded START_SESSION, and ABC has accepted
      And ABC sends the Session
      And EMP has received the Session
      When the administrator asks why the Session of ABC did not reach EMP
      Then the reason is "delivered"
      And a reason mentions "it is {cc}*EMP's by {cc}*EMP's START_SESSION, since 20"
      And a reason mentions "evidence of rank"
      And the evidence names a request of EMP

  Rule: the hub may not have it

    Scenario: Never sent
      Given operator ABC has an agreement with provider EMP
      When the administrator asks why Location LOC9 of ABC did not reach EMP
      Then the reason is "not stored"

    Scenario: Refused at the door
      Given operator ABC has an agreement with provider EMP
      And ABC sends PUT locations/{cc}/ABC/LOC1 with the Location, without city
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "refused by hub"
      And the answer mentions "/city: is required"

    Scenario: The newest change was refused
      Given operator ABC has an agreement with provider EMP
      And ABC publishes the Location
      And EMP has received the Location
      And ABC sends PATCH locations/{cc}/ABC/LOC1 with the body {"city":7}
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "refused by hub"
      And the answer mentions "the newest change"

    Scenario: An owner who is not connected
      Given provider EMP
      When the administrator asks why the Location of the party {cc}*XYZ did not reach EMP
      Then the reason is "owner unknown"

  Rule: the two may not be exchanging data

    Scenario: No agreement
      Given operator ABC
      And provider EMP
      And ABC publishes the Location
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "no agreement"
      And the answer mentions "{cc}*ABC and {cc}*EMP have no agreement"

    Scenario Outline: An agreement that is <ended>
      Given operator ABC has an agreement with provider EMP
      And the agreement of ABC and EMP is <ended>
      And ABC publishes the Location
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "<reason>"
      And it is so since a time that is told

      Examples:
        | ended      | reason               |
        | suspended  | agreement suspended  |
        | terminated | agreement terminated |
        | deleted    | agreement terminated |

    Scenario Outline: An agreement valid from <from> to <to> days from now
      Given operator ABC
      And provider EMP
      And an agreement of ABC and EMP, valid from <from> to <to> days from now
      And ABC publishes the Location
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "<reason>"

      Examples:
        | from | to | reason                  |
        | 1    | 2  | agreement not yet valid |
        | -2   | -1 | agreement expired       |

    Scenario: Stored before the agreement was made
      Given operator ABC has an agreement with provider OTH
      And provider EMP
      And ABC publishes the Location
      And OTH has received the Location
      And the agreement of ABC and EMP is made
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "not pushed"

  Rule: it may not be for the receiver

    Scenario: Another provider's driver
      Given operator ABC has agreements with providers EMP and OTH
      And a driver of EMP is charging at ABC
      When the administrator asks why the Session of ABC did not reach OTH
      Then the reason is "not audience"
      And the answer mentions "{cc}*EMP alone"

    Scenario: An operator is sent no Locations
      Given operators ABC and XYZ
      And ABC publishes the Location
      When the administrator asks why the Location of ABC did not reach XYZ
      Then the reason is "wrong role"

    Scenario: Nobody is sent what is his own
      Given operator ABC
      And ABC publishes the Location
      When the administrator asks why the Location of ABC did not reach ABC
      Then the reason is "own object"

  Rule: the receiver may not be able to take it

    Scenario: A party nobody knows
      Given operator ABC
      And ABC publishes the Location
      When the administrator asks why the Location of ABC did not reach the party {cc}*NOB
      Then the reason is "receiver unknown"

    Scenario: Invited, and not registered yet
      Given operator ABC
      And EMP has been invited as provider
      And ABC publishes the Location
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "receiver pending"

    Scenario: Suspended
      Given operator ABC has an agreement with provider EMP
      And the administrator suspends EMP
      And ABC publishes the Location
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "receiver suspended"

    Scenario: Unregistered
      Given operator ABC has an agreement with provider EMP
      And the administrator disconnects EMP
      And ABC publishes the Location
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "receiver unregistered"

    Scenario: Pushing is switched off
      Given operator ABC has an agreement with provider EMP
      And the connection of EMP has the option push false
      And ABC publishes the Location
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "push off"

    Scenario: A module that the receiver does not offer
      Given EMP has been invited as provider
      And EMP offers no tariffs
      And EMP registers
      And operator ABC has an agreement with provider EMP
      And ABC publishes the Tariff
      When the administrator asks why the Tariff of ABC did not reach EMP
      Then the reason is "module not offered"

    Scenario: Refused by the partner, with its words
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT locations with status code 2001
      And ABC publishes the Location
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "refused by partner"
      And the answer mentions "EMP says 2001"

    Scenario: Down
      Given operator ABC has an agreement with provider EMP
      And EMP answers PUT locations with HTTP 500
      And ABC publishes the Location
      And the delivery to EMP is DOWN
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "down"
      And it is so since a time that is told

    Scenario: Down, and nothing is caught up
      Given operator ABC has an agreement with provider EMP
      And the connection of EMP has the option catch_up false
      And EMP answers PUT locations with HTTP 500
      And ABC publishes the Location
      And the delivery to EMP is DOWN
      And EMP answers as usual again
      And ABC publishes the Tariff
      And EMP has received the Tariff
      When the administrator asks why the Location of ABC did not reach EMP
      Then the reason is "missed"

    @HUB-24
    Scenario: Another owner's object has the same id
      Given provider EMP has agreements with operators ABC and XYZ
      And the connection of EMP has the option push_as "hub"
      And ABC publishes the Location
      And XYZ publishes the Location
      When the administrator asks why the Location of XYZ did not reach EMP
      Then the reason is "id conflict"

    Scenario: On its way
      Given operator ABC has an agreement with provider EMP
      And EMP does not answer PUT locations
      And ABC publishes the Location
      When the administrator asks at once why the Location of ABC did not reach EMP
      Then the reason is "on its way"

  Rule: the question must be complete

    Scenario: The receiver by the id of its connection
      Given operator ABC
      And provider EMP
      And ABC publishes the Location
      When the administrator sends GET /admin/why?module=locations&country_code={cc}&party_id=ABC&id=LOC1&to={EMP.connection}
      Then the answer is HTTP 200
      And the body has:
        | delivered      | false        |
        | reasons.0.code | no_agreement |

    Scenario Outline: Without <name>
      When the administrator sends GET /admin/why?<query>
      Then the answer is a problem with HTTP 400
      And the problem points at ?<name>

      Examples:
        | name     | query                                                            |
        | to       | module=locations&country_code=NL&party_id=ABC&id=LOC1            |
        | id       | module=locations&country_code=NL&party_id=ABC&to=NL*EMP          |
        | party_id | module=locations&country_code=NL&id=LOC1&to=NL*EMP               |
        | module   | country_code=NL&party_id=ABC&id=LOC1&to=NL*EMP                   |
        | to       | module=locations&country_code=NL&party_id=ABC&id=LOC1&to=someone |

  Rule: a reader of another version gets the object in its own, and the ledger tells what lies between

    Scenario: A Location of 2.1.1 as a provider of 2.2.1 sees it
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      And ABC publishes the Location
      When the administrator sends GET /admin/see?module=locations&country_code={cc}&party_id=ABC&id=LOC1&to={cc}*EMP
      Then the body has:
        | owner.party                     | {cc}*ABC  |
        | owner.version                   | 2.1.1     |
        | owner.object.type               | ON_STREET |
        | reader.party                    | {cc}*EMP  |
        | reader.version                  | 2.2.1     |
        | reader.object.parking_type      | ON_STREET |
        | reader.object.party_id          | ABC       |
        | invented.0                      | /publish  |
        | lost.0                          | absent    |
        | held                            | null      |

    Scenario: A Tariff that is held
      Given provider EMP of OCPI 2.2.1 has an agreement with operator ABC
      And ABC publishes the Tariff
      When the administrator sends GET /admin/see?module=tariffs&country_code={cc}&party_id=ABC&id=TAR1&to={cc}*EMP
      Then the body has:
        | reader.object | null |
      When the administrator asks why the Tariff of ABC did not reach EMP
      Then the reason is "held by version"
      And the answer mentions "nobody has told the tax"
