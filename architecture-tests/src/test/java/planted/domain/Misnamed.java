package planted.domain;

public interface Misnamed {
  record CreditImpl() {}

  record CreditManager() {}

  record CreditHelper() {}

  record CreditUtil() {}

  record CreditUtils() {}

  record CreditService() {}

  record CreditDTO() {}

  record CreditDto() {}
}
