import Testing

/// The relay fault matrix: each fault at each SMTP event, over sockets on loopback, with the line, the store and libcurl as they are.
///
/// One test at a time: the tests measure how long innocent messages wait.
@Suite(.serialized) struct RelayFaultMatrix {}
