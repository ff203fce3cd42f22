// Words by which machines tell, in many languages, that a mail did not arrive, and names they write under.

export const failedSubject =
  /undeliver|(?:mail|message|delivery|nachricht|e-?mail)\b.{0,20}\b(?:fail|failure|failed|problem|error|delayed|deferred|rejected|refused|returned|nicht zugestellt)|(?:fail|failure|failed)\b.{0,10}\b(?:notice|deliver|notification)|returned? (?:mail|to sender|message)|returning message to sender|delivery (?:status|report|notification|failure|problem|has failed|error|unsuccessful)|non-?deliver|could(?:n't| not) (?:be )?(?:deliver|send|sent)|can(?:no|')t (?:be )?deliver|not delivered|unable to deliver|mail system error|unzustellbar|onbestelbaar|non remis|no se (?:puede|pudo|ha podido) entregar|não (?:foi )?entregue|impossibile (?:recapitare|consegnare)|non (?:distribué|délivré)|échec de (?:la )?(?:remise|distribution|livraison)|correo devuelto|^ndn:|^ndr:|^dsn:|^\[?bounced?\b|error (?:in )?(?:while )?sending|trouble delivering|(?:mail|message) (?:that )?you sent (?:was |has been )?blocked|transcript of session|transcript for details|warning: could not send|message frozen|unknown (?:user|address|recipient)|(?:user|host) unknown|^failed mail\b|no such (?:user|address)|メールエラー|配信不能|配信エラー|送信エラー|不達|未達|配達不能|送信できません|送信失敗|配信失敗|届けできません|エラーメール|系统退信|退信|退件|投递失败|반송|недостав|не доставлен|nie ?(?:dostarcz|doręcz)|nedoruč|nebyl[aoy]? doručen|nebol[aoi]? doručen|kézbesít(?:hetetlen|etlen|ési hiba)|nelivrat|inte (?:kunde )?leverera|kunde inte lever|kunne ikke lever|ei voitu toimittaa|toimitus epäonnistui|teslim edilemedi|không (?:thể )?gửi được|δεν παραδόθηκε|(?:tidak|gagal) terkirim|無法(?:遞送|傳送|投遞)|تعذر تسليم/i;

export const failedText =
  /(?:could|can) ?not (?:be )?(?:deliver|complet|send|sent|find|accept|reach)|could(?:n't| not) be delivered|(?:un)?able to deliver|error (?:occurred )?(?:while )?(?:in )?deliver|wasn't able to deliver|undeliver|not (?:been )?deliver|fail(?:ed|ure|ures)? (?:to deliver|to send|permanently|for the following|in delivery)|delivery (?:to the following|has failed|attempt|failed|failure|problem|status)|permanent(?:ly)? (?:fatal )?(?:error|failure|failed)|had (?:permanent|transient|delivery)|returned to (?:you|sender|the sender)|returning (?:the|your|it)|returned mail|user unknown|unknown (?:user|recipient|address|local)|no such (?:user|address|recipient|mailbox|person|domain|local)|does(?:n't| not) exist|(?:mailbox|quota|storage|in-?box)\b.{0,30}\b(?:full|exceed|over|unavailable|disabled|inactive|not found)|address (?:rejected|not found|unknown|couldn't be found)|recipient (?:rejected|not found|unknown|address)|invalid (?:recipient|address|mailbox|user)|host (?:unknown|not found)|message (?:was )?(?:rejected|refused|bounced|not sent)|was not sent|did not reach|(?:trouble|problems?) (?:with )?(?:deliver|send)|error sending|following recipient|affected recipient|unrouteable|mail (?:system|delivery) (?:error|subsystem)|non-?deliver|unzustellbar|konnte nicht|non (?:è stato|remis)|no (?:se )?pud|não pôde|送信できません|送信でき|届けでき|お届け|配信でき|配信され|不明です|見つかりません|存在しません|エラー|いっぱい|一杯|拒否|无法|失敗/i;

export const replyCode =
  /\b[45]\d\d[ -](?:#?[45]\.\d{1,3}\.\d{1,3})|\b#?[45]\.\d{1,2}\.\d{1,3}\b|\b(?:45[0-4]|421|47[0-9]|52[0-9]|53[0-9]|55[0-6]|57[0-9])[ -]\S/;

export const enhancedReply = /\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d{1,3}\b/;

export const originalMark =
  /(?:original message(?! was received)|original mail|returned message|returned mail|unsent message|undelivered message|message headers? follow|message body follow|copy of (?:the|your) message|your message (?:is )?(?:below|follow)|header of the (?:original|message)|message header|below this line|元のメール|original header|ursprüngliche)/i;

/** A run of header lines inside a text: the mail that came back, put in without MIME. */
export const headerRun =
  /(?:^|\n)[ \t>|]{0,4}(?:Received|Return-Path|Message-I[Dd]|From|To|Subject|Date|MIME-Version|X-[\w-]{1,40}):[^\n]{0,998}\n(?:[ \t>|]{0,4}(?:[\w-]{1,40}:[^\n]{0,998}|[ \t][^\n]{0,998})\n){2,60}/;

/** Subjects of programs that sum up what a mail server did. */
export const logReport =
  /\blog(?:watch|check| ?summar(?:y|ies))|pflogsumm|mail (?:statistics|stats|summary|report for)|(?:daily|weekly|hourly) (?:mail )?(?:report|summary|statistics)|\bcron\b/i;

export const systemLocal =
  /^(?:mailerdaemon|maildaemon|postmaster|mdaemon|mail(?:delivery|system|robot|administrator|admin)|mmsc|bounces?|daemon|ndr|mailgateway|smtp|exchange|sysadmin|root|uucp|mailsystem|microsoftexchange\w{6,40}|systemnotification|mta|deliveryreports?|noreply|abuse)$/i;
export const strongLocal = /^(?:mailerdaemon|maildaemon|postmaster|mdaemon|microsoftexchange\w{6,40})$/i;
export const systemName =
  /mail delivery|mailer.?daemon|delivery (?:sub)?system|postmaster|mail (?:system|administrator)|system administrator|\b(?:spam|virus|e-?mail)\b.{0,12}\b(?:firewall|gateway)\b|メール(?:配信|サーバ)|mail server/i;
