import API
import ArgumentParser

extension QueueCommand {
    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make messages due now that are deferred or held.",
            discussion: MessageArguments.discussion)
        @OptionGroup var messages: MessageArguments

        func run() async throws { try await messages.perform(.retry) }
    }

    struct Hold: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep messages back that no connection has begun with.",
            discussion: MessageArguments.discussion)
        @OptionGroup var messages: MessageArguments

        func run() async throws { try await messages.perform(.hold) }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a hold: the messages are due now.",
            discussion: MessageArguments.discussion)
        @OptionGroup var messages: MessageArguments

        func run() async throws { try await messages.perform(.release) }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cancel messages that no connection has begun with.",
            discussion: MessageArguments.discussion)
        @OptionGroup var messages: MessageArguments

        func run() async throws { try await messages.perform(.cancel) }
    }
}
