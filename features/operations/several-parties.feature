Feature: A platform of several parties

  Many platforms run several operators on one connection. Some answer for the party that is named in the To headers,
  some answer the same whoever is named.

  Rule: a platform that does not hear whom it is asked for is pulled once

    Background:
      Given operator ABC
      And the platform of ABC also runs ABD
      And the first synchronisation with ABC is over

    @SYNC-18
    Scenario: Its CDR is one CDR
      Given provider EMP has agreements with operators ABC and ABD
      And EMP publishes the Token
      And ABC holds the CDR
      When the hub synchronises with ABC
      Then EMP lists 1 CDR
      And EMP has received POST cdrs 1 time

    @SYNC-18
    Scenario: Its CDR is of the party that owns the Location
      Given provider EMP has agreements with operators ABC and ABD
      And EMP publishes the Token
      And ABD publishes the Location
      And the connection of EMP has the option extensions "all"
      And ABC holds the CDR
      And ABC holds the Session
      When the hub synchronises with ABC
      Then EMP has received POST cdrs 1 time
      And its body has:
        | location.party_id | ABD |
      And EMP has received PUT sessions/{cc}/ABD/SES1
      And EMP lists 1 CDR
      And EMP lists 1 Session

    @SYNC-18
    Scenario: Each Location stands under one party, the one it names or the default one
      Given provider EMP has agreements with operators ABC and ABD
      And ABC holds Location L1
      And ABC holds Location L2 that names ABD
      And ABC holds Location L3 that names ABC
      And ABC holds Location L3 that names ABD
      When the hub synchronises with ABC
      Then EMP lists 4 Locations
      And EMP has received PUT locations/{cc}/ABC/L1
      And EMP has received PUT locations/{cc}/ABD/L2
      And EMP has received PUT locations/{cc}/ABC/L3
      And EMP has received PUT locations/{cc}/ABD/L3

    @SYNC-18
    Scenario: What a party has published stays its own
      Given provider EMP has agreements with operators ABC and ABD
      And ABD publishes Location L1
      And ABC holds Location L1
      And ABC holds Location L2
      When the hub synchronises with ABC
      Then EMP lists 2 Locations
      And EMP has received PUT locations/{cc}/ABC/L2
      And EMP has received no PUT locations/{cc}/ABC/L1

    @SYNC-18 @HUB-41
    Scenario: Its Tariffs are seen with the Locations that name them
      Given operator ABD has an agreement with provider EMP
      And operator ABC has an agreement with provider OTH
      And ABC holds Location L1 that names ABD
      And ABC holds the Tariff
      And ABC holds Tariff T2
      And the present time is kept as then
      When the hub synchronises with ABC
      Then EMP lists the Tariff
      And EMP lists no Tariff T2
      And EMP has received PUT tariffs/{cc}/ABC/TAR1
      And OTH lists 2 Tariffs
      When EMP sends GET tariffs?date_from={then}
      Then the data lists "TAR1"

    @SYNC-18
    Scenario: A Tariff that Locations of two parties name is not seen with those of a third
      Given the platform of ABC also runs ABE
      And the platform of ABC also runs ABF
      And operator ABD has an agreement with provider EMP
      And operator ABE has an agreement with provider OTH
      And operator ABF has an agreement with provider THR
      And ABC holds Location L1 that names ABD
      And ABC holds Location L2 that names ABE
      And ABC holds Location L3 that names ABF, without its Tariff
      And ABC holds the Tariff
      When the hub synchronises with ABC
      Then EMP lists the Tariff
      And OTH lists the Tariff
      And OTH has received PUT tariffs/{cc}/ABC/TAR1
      And THR lists Location L3
      And THR lists no Tariff
      And THR has received no PUT tariffs/{cc}/ABC/TAR1
      When ABC holds Location L2 without its Tariff from now on
      And the hub synchronises with ABC
      Then EMP lists the Tariff
      And OTH lists no Tariff

  Rule: a platform that hears whom it is asked for is pulled for each

    @SYNC-13 @SYNC-18
    Scenario: Two parties use the same id
      Given operator ABC
      And the platform of ABC also runs ABD
      And provider EMP has agreements with operators ABC and ABD
      And the first synchronisation with ABC is over
      And ABC holds Location L1 for ABC
      And ABC holds Location L1 for ABD
      When the hub synchronises with ABC
      Then EMP lists 2 Locations
      And EMP has received PUT locations/{cc}/ABC/L1
      And EMP has received PUT locations/{cc}/ABD/L1

  Rule: it is asked about a driver as it is pulled

    @SYNC-18
    Scenario: A card that nobody has stored
      Given provider EMP
      And the platform of EMP also runs EMQ
      And operator ABC has agreements with providers EMP and EMQ
      And the first synchronisation with EMP is over
      And EMP holds the Token
      And the hub synchronises with EMP
      When a driver holds card UNKNOWN{cc} to the reader of ABC
      Then the driver may charge, thanks to EMP
      And EMP has received POST tokens/UNKNOWN{cc}/authorize 1 time

  Rule: what a party had on another connection goes with it only when the operator says so

    @TRANS-05
    Scenario: A party that moves to another platform
      Given operator ABC
      And the platform of ABC also runs ABD
      And provider EMP has an agreement with operator ABD
      And ABC sends PUT locations/{cc}/ABD/L1 with Location L1
      And operator XYZ
      When the administrator sends PATCH /admin/connections/{ABC.connection} with the body {"parties":[{"country_code":"{cc}","party_id":"ABC"}]}
      And the administrator sends PATCH /admin/connections/{XYZ.connection} with the body {"parties":[{"country_code":"{cc}","party_id":"ABD"}]}
      Then the answer is a problem with HTTP 409
      And the answer's text holds "takes_over"
      And the answer's text holds "1 agreements, 1 locations"
      When XYZ sends GET locations/{cc}/ABD/L1
      Then the answer is HTTP 404 with status code 2003
      When the administrator sends PATCH /admin/connections/{XYZ.connection} with the body {"takes_over":true,"parties":[{"country_code":"{cc}","party_id":"ABD"}]}
      And XYZ sends GET locations/{cc}/ABD/L1
      Then the answer is HTTP 200 with status code 1000
