package planted.application;

import java.util.logging.Logger;

public record WritesToTheJdkLog(Logger log) {}
