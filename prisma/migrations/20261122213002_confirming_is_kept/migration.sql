-- What kind of event it is, for how long it is kept. `trail` is what tells about the trail itself: it is kept for ever.
CREATE OR REPLACE FUNCTION event_class(operation text, browsing boolean) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN operation IN ('audit:PruneEvents', 'audit:UpdateRetention', 'audit:PlaceHold', 'audit:ReleaseHold', 'audit:EraseFields', 'audit:RotateLogKey', 'audit:AddWitness', 'audit:RemoveWitness', 'audit:AddWitnessedLog', 'audit:RemoveWitnessedLog', 'audit:RecordFork', 'audit:ConfirmLog', 'backup:TakeBackup', 'backup:RecordRestore') THEN 'trail'
    WHEN operation IN ('reports:AcceptTerms', 'reports:GetReport', 'reports:ViewReport', 'reports:CompleteDownload', 'packets:GetPacket', 'agreements:GetAgreement', 'agreements:GetAgreementText',
      'agreements:GetCertificate', 'agreements:PrepareAcceptance', 'agreements:WithdrawPreparation', 'agreements:AcceptAgreement', 'agreements:RecordOfflineAgreement', 'agreements:EndAgreement') THEN 'evidence'
    WHEN browsing THEN 'reads'
    WHEN operation IN ('identity:SignIn', 'identity:SignInWithPasskey', 'identity:StartPasskeySignIn', 'identity:StartPasskeyVerification', 'identity:VerifyPasskey', 'identity:VerifyTotp', 'identity:UseRecoveryCode',
      'identity:SignOut') THEN 'sign-ins'
    ELSE 'changes'
  END
$$;
