import Inbox
import Mail

/// In the transaction of every message.
extension RelayFault {
    static let mail = [
        RelayFault(.mail, "421", .reply(421, "4.3.2", "Closing"), .relayBusy),
        RelayFault(.mail, "4yz of the relay's own", .reply(451, "4.3.0", "Disk full"), .relayBusy),
        RelayFault(.mail, "AUTH required", .reply(530, "5.7.0", "AUTH first"), .authenticationRequired),
        RelayFault(.mail, "drop", .drop, .connectionLost),
        RelayFault(.mail, "reset", .reset, .connectionLost),
        RelayFault(.mail, "hang", .hang, .relayTimedOut),
        RelayFault(.mail, "one byte per second", .slow(.seconds(1)), .relayTimedOut),
        RelayFault(.mail, "garbage", .garbage, .protocolViolation),
    ]

    static let recipientAndContent = [
        RelayFault(.rcpt, "421", .reply(421, "4.3.2", "Closing"), .relayBusy),
        RelayFault(.rcpt, "4yz of the relay's own", .reply(451, "4.3.0", "Lookup failed"), .relayBusy),
        RelayFault(.rcpt, "drop", .drop, .connectionLost),
        RelayFault(.rcpt, "reset", .reset, .connectionLost),
        RelayFault(.rcpt, "hang", .hang, .relayTimedOut),
        RelayFault(.rcpt, "garbage", .garbage, .protocolViolation),
        RelayFault(.data, "421", .reply(421, "4.3.2", "Closing"), .relayBusy),
        RelayFault(.data, "drop", .drop, .connectionLost),
        RelayFault(.data, "250 instead of 354", .reply(250, "2.0.0", "Fine"), .protocolViolation),
        RelayFault(.finalDot, "421", .reply(421, "4.3.2", "Closing"), .relayBusy),
        RelayFault(.finalDot, "4yz of the relay's own", .reply(451, "4.3.0", "Disk full"), .relayBusy),
    ]
}
