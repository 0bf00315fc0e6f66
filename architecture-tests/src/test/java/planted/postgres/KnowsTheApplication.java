package planted.postgres;

import planted.application.WritesToTheConsole;

public record KnowsTheApplication(WritesToTheConsole console) {}
