import Inbox
import Mail

/// Before the first message: the session does not come about.
extension RelayFault {
    static let connect = [
        RelayFault("connect: refused", .refused, .connectFailed),
        RelayFault("connect: hang", .silent, .connectFailed),
    ]

    static let greeting = [
        RelayFault(.greeting, "421", .reply(421, "4.3.2", "Full"), .relayBusy),
        RelayFault(.greeting, "4yz", .reply(450, "4.3.2", "Later"), .greetingRefused),
        RelayFault(.greeting, "5yz", .reply(554, "5.3.2", "No"), .greetingRefused),
        RelayFault(.greeting, "drop", .drop, .connectionLost),
        // The reset may come before libcurl has looked at the connection it made.
        RelayFault(.greeting, "reset", .reset, .connectionLost, .connectFailed),
        RelayFault(.greeting, "hang", .hang, .connectFailed),
        RelayFault(.greeting, "one byte per second", .slow(.seconds(1)), .connectFailed),
        RelayFault(.greeting, "garbage", .raw(Array("SSH-2.0-OpenSSH_9\r\n".utf8)), .protocolViolation),
    ]

    static let ehlo = [
        RelayFault(.ehlo, "421", .reply(421, "4.3.2", "Closing"), .relayBusy),
        RelayFault(.ehlo, "4yz", .reply(450, "4.3.2", "Later"), .ehloRefused),
        RelayFault(.ehlo, "5yz", .reply(550, "5.7.1", "No"), .ehloRefused),
        RelayFault(.ehlo, "drop", .drop, .connectionLost),
        RelayFault(.ehlo, "reset", .reset, .connectionLost),
        RelayFault(.ehlo, "hang", .hang, .relayTimedOut),
        RelayFault(.ehlo, "one byte per second", .slow(.seconds(1)), .relayTimedOut),
        RelayFault(.ehlo, "garbage", .garbage, .protocolViolation),
    ]

    static let auth = [
        RelayFault(.auth, "421", .reply(421, "4.3.2", "Closing"), .relayBusy),
        RelayFault(.auth, "4yz", .reply(454, "4.7.0", "Later"), .relayBusy),
        RelayFault(.auth, "5yz", .reply(535, "5.7.8", "No"), .authenticationRejected),
        RelayFault("auth: wrong password", .wrongPassword, .authenticationRejected),
        RelayFault("auth: not offered", .password, withheld: [.auth], .authenticationMissing),
        RelayFault(.auth, "drop", .drop, .connectionLost),
        RelayFault(.auth, "reset", .reset, .connectionLost),
        RelayFault(.auth, "hang", .hang, .relayTimedOut),
        RelayFault(.auth, "one byte per second", .slow(.seconds(1)), .relayTimedOut),
        RelayFault(.auth, "garbage", .garbage, .protocolViolation),
    ]

    static let tls = [
        RelayFault(.starttls, "421", .reply(421, "4.3.2", "Closing"), .relayBusy),
        RelayFault(.starttls, "4yz", .reply(454, "4.7.0", "Later"), .tlsFailed),
        RelayFault(.starttls, "5yz", .reply(554, "5.7.0", "No"), .tlsFailed),
        RelayFault("starttls: not offered", .startTLS, withheld: [.startTLS], .tlsMissing),
        RelayFault(.starttls, "drop", .drop, .connectionLost),
        RelayFault(.starttls, "reset", .reset, .connectionLost),
        RelayFault(.starttls, "hang", .hang, .relayTimedOut),
        RelayFault(.starttls, "garbage", .garbage, .protocolViolation),
        RelayFault("tls: certificate that nobody vouches for", .untrusted, .certificateInvalid),
        RelayFault("tls: clear text in its place", .tlsToClearText, .tlsFailed),
        RelayFault("tls: hang", .tlsToClearText, rules: [ScriptRule(at: .greeting, do: .hang)], .connectFailed),
    ]
}
