insert into web
  select f, n, ts, client, user, vhost, method, target, path, query, proto, status, size, referer, agent
  from (
    select f, n,
      splitByChar(' ', line, 11) as w,
      w[1] as peer, if(startsWith(peer, '::ffff:') and position(peer, '.') > 0, substring(peer, 8), peer) as client, toLowCardinality(w[3]) as named, replaceRegexpOne(named, '^-$', '') as user,
      '' as vhost,
      w[4] as time, w[5] as zone, toLowCardinality(substring(time, 19)) as seconds,
      toLowCardinality(concat(substring(time, 1, 18), zone)) as clock, parseDateTimeOrNull(clock, '[%d/%b/%Y:%H:%i%z]', 'UTC') as minute,
      toDateTime64(assumeNotNull(minute) + toUInt32(toUInt8OrZero(substring(seconds, 2))), 3, 'UTC') as ts,
      toLowCardinality(w[6]) as verb, substring(verb, 2) as method,
      w[7] as target, position(target, '?') as question,
      if(question = 0, target, substring(target, 1, question - 1)) as path,
      if(question = 0, '', substring(target, question + 1)) as query,
      toLowCardinality(w[8]) as version, replaceRegexpOne(version, '"$', '') as proto,
      w[9] as code, toUInt16OrZero(code) as status,
      w[10] as bytes, if(bytes = '-', -1, toInt64OrDefault(bytes, toInt64(-2))) as size,
      '' as referer, '' as agent,
      length(w) = 10 and not startsWith(line, '\0') and not startsWith(line, '\xEF\xBB\xBF') and w[2] = '-'
      and client != ''
      and position(client, '[') = 0 and position(client, ']') = 0 and position(client, ',') = 0 and position(client, '"') = 0 and match(named, '^[^\\[\\],"]+$')
      and length(time) = 21 and match(clock, '^\\[[0-9]{2}/[A-Za-z]{3}/[0-9]{4}:[0-9]{2}:[0-9]{2}[+-][0-9]{4}\\]$')
      and isNotNull(minute) and match(seconds, '^:[0-5][0-9]$')
      and verb in ('"GET', '"POST', '"HEAD', '"PUT', '"DELETE', '"OPTIONS', '"PATCH', '"PROPFIND') and target != '' and position(target, '"') = 0
      and version in ('HTTP/1.1"', 'HTTP/1.0"', 'HTTP/2.0"', 'HTTP/2"', 'HTTP/3.0"', 'HTTP/3"')
      and length(code) = 3 and status >= 100 and length(bytes) between 1 and 15
      and (bytes = '-' or (size >= 0 and not startsWith(bytes, '-') and not startsWith(bytes, '+')))
      and position(line, '\\') = 0 and len <= 1048576 as ok
    from raw where f = 3
  )
  where ok
  settings short_circuit_function_evaluation = 'disable', splitby_max_substrings_includes_remaining_string = 1
