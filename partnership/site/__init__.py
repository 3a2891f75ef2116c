"""The shell that holds the apps together: settings, addresses, middleware, timetable. Imported by nobody."""
