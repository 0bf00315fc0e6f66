package dev.countersign.jobs.alarm;

import dev.countersign.application.alarm.AlarmHandler;
import dev.countersign.domain.event.StreamId;
import java.util.Map;
import org.jobrunr.jobs.annotations.Job;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands an alarm to the handler of its stream's type. */
public final class FireAlarmHandler implements JobRequestHandler<FireAlarm> {
  private static final Logger LOG = LoggerFactory.getLogger(FireAlarmHandler.class);

  private final Map<String, AlarmHandler> handlers;

  /**
   * @param handlers by the type of the stream
   */
  public FireAlarmHandler(Map<String, AlarmHandler> handlers) {
    this.handlers = Map.copyOf(handlers);
  }

  @Override
  @Job(name = "Alarm of %0")
  public void run(FireAlarm alarm) {
    var stream = StreamId.parse(alarm.stream());
    var handler = handlers.get(stream.type());
    if (handler == null) {
      LOG.warn("nobody handles an alarm of {}: has every node the same contexts?", stream);
      return;
    }
    handler.handle(stream);
  }
}
