import ArgumentParser
import Glibc

/// The command line: every command of the contract, nothing else.
@main
struct Postduif: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postduif",
        abstract: "The e-mail engine behind a local registration desk: activation links and one-time codes.",
        discussion: """
            Exit codes: 0 done, 1 refused or not found, 2 wrong usage, 3 the service does not answer.
            Start with 'postduif demo'; run it for real with 'postduif serve --config postduif.yaml'.
            """,
        version: Version.text,
        subcommands: [
            Serve.self, Demo.self, InboxCommand.self, QueueCommand.self, RelayCommand.self, TemplatesCommand.self, KeyCommand.self,
            TokenCommand.self, MunicipalityCommand.self, GrantCommand.self, AuditCommand.self, CitizenCommand.self, SealCommand.self,
            BackupCommand.self, RestoreCommand.self, Doctor.self, VersionCommand.self,
        ])

    static func main() async {
        // A relay or client that goes away must show as an error of the call, not end the process.
        signal(SIGPIPE, SIG_IGN)
        Allocator.keepFreedMemory()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: CommandFault.exitError(error))
        }
    }
}
