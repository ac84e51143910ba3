package import API

/// The routes of the consoles, for the router of the public port.
///
/// None of them takes a bearer token, and no route of the API takes a session: a page asks the same services for the person who is signed in.
package func consolePages(_ services: ConsoleServices) -> [Route] {
    let sections =
        [OfficerPages.section(services), AccessPages.section(services)] + OperatorPages.sections(services)
        + AdministrationPages.sections(services)
    let shell = ConsoleShell(services: services, sections: sections)
    return shell.routes + SignInPages(shell: shell).routes + SignOutPages(shell: shell).routes + OfficerPages(shell: shell).routes
        + AccessPages(shell: shell).routes + OperatorPages(shell: shell).routes + AdministrationPages(shell: shell).routes
}
