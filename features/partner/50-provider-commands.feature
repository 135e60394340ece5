@emsp @writes
Feature: Commands of a provider
  Results of commands. A provider gives commands by itself only; the option --wait lets it do so during the run.

  @CMD-19
  Scenario: A result that nobody asked for leads nowhere
    Given it offers commands
    When we send POST commands/START_SESSION/{nobody} with {"result": "ACCEPTED"}
    Then it answers HTTP 404

  @CMD-18
  Scenario: The result of a command is taken
    Given it has given us a command
    When we wait until we have sent the result
    Then our result was taken

  @CMD-17
  Scenario: Every command has a response_url of its own
    Given it has given us at least 2 commands
    Then their response_urls are all different

  @CMD-25
  Scenario: Commands are valid
    Given it has given us a command
    Then every command it has given is valid
